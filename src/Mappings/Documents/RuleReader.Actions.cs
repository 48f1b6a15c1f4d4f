using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

// One action with its arguments, class and other half.
internal sealed partial class RuleReader
{
    private Instruction.Do Do(JObject item, JToken action, string id)
    {
        mistakes.Keys(item, "a step", "id", "do", "with", "touch", "staleAfter", "starts");
        var name = action.ToString();
        var target = Trigger.Parse(name);
        string? selector = null;
        var open = name.IndexOf('[', StringComparison.Ordinal);
        var close = name.IndexOf(']', StringComparison.Ordinal);
        if (open > 0 && close > open)
        {
            selector = name[(open + 1)..close];
            name = name[..open] + name[(close + 1)..];
        }

        if (!actions.TryGetValue(name, out var known))
        {
            mistakes.Unknown(action, "action", name, actions.Keys);
        }

        var with = mistakes.Object(item, "with") ?? [];
        if (known is not null)
        {
            foreach (var missing in known.Required.Where(r => with[r] is null or JValue { Value: null or "" }))
            {
                mistakes.Add(item, $"`{name}` needs `{missing}` under `with`", $"Add \"{missing}\".");
            }

            if (name != "hub.approval")
            {
                foreach (var property in with.Properties().Where(p => !known.Required.Contains(p.Name) && !known.Optional.Contains(p.Name)))
                {
                    mistakes.Unknown(property, "argument of " + name, property.Name, known.Required.Concat(known.Optional));
                }
            }
            else if (with["action"] is { } wished)
            {
                Approved(item, with, wished);
            }

            if (known.OnlyByApproval)
            {
                mistakes.Add(action, $"`{name}` may go out only after a person said yes", "Use `hub.approval` with this action.");
            }
        }

        var touch = mistakes.Text(item, "touch") ?? "internal";
        if (!Enum.TryParse<TouchClass>(touch, true, out var touchClass))
        {
            mistakes.Unknown(item["touch"]!, "touch", touch, ["internal", "service", "marketing"]);
        }

        ExpectedEffect? expect = null;
        if (mistakes.Object(item, "starts") is { } starts)
        {
            mistakes.Keys(starts, "starts", "flow", "expect");
            if (touchClass == TouchClass.Internal)
            {
                mistakes.Add(starts, "a step that starts a flow has the class of the mail that the flow sends", "Add \"touch\": \"marketing\" or \"service\".");
            }

            if (mistakes.Object(starts, "expect") is { } effect && mistakes.Duration(effect, "within") is { } within)
            {
                expect = new(mistakes.Text(starts, "flow") ?? "", Event(effect["event"] ?? effect, mistakes.Text(effect, "event", true) ?? "", false).Event, within);
            }
        }

        var arguments = ImmutableSortedDictionary.CreateBuilder<string, Argument>(StringComparer.Ordinal);
        foreach (var property in with.Properties())
        {
            var value = Plain(property.Value);
            LiquidText? liquid = null;
            if (value.Text is { } text && text.Contains('{', StringComparison.Ordinal))
            {
                (liquid, var problem) = LiquidText.Parse(text);
                if (problem is not null)
                {
                    mistakes.Add(property.Value, problem, "Correct the text.");
                }
            }

            arguments[property.Name] = new(value, liquid);
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return new(id, dot > 0 ? name[..dot] : target.Event, dot > 0 ? name[(dot + 1)..] : "", selector, arguments.ToImmutable(), touchClass, mistakes.Duration(item, "staleAfter"), expect, _preferredAt);
    }

    // What waits for the yes: the person's text is one of its arguments, the others stand beside it.
    private void Approved(JObject item, JObject with, JToken wished)
    {
        if (!actions.TryGetValue(wished.ToString(), out var known))
        {
            mistakes.Unknown(wished, "action", wished.ToString(), actions.Keys);
            return;
        }

        var text = with["argument"]?.ToString() ?? "text";
        foreach (var missing in known.Required.Where(r => r != text && !KnownAction.OfAnApproval.Contains(r) && with[r] is null or JValue { Value: null or "" }))
        {
            mistakes.Add(item, $"`{known.Name}` needs `{missing}` under `with`", $"Add \"{missing}\", or name it as \"argument\" when the draft is to fill it.");
        }

        foreach (var property in with.Properties().Where(p => !KnownAction.OfAnApproval.Contains(p.Name) && !known.Required.Contains(p.Name) && !known.Optional.Contains(p.Name)))
        {
            mistakes.Unknown(property, "argument of " + known.Name, property.Name, known.Required.Concat(known.Optional));
        }
    }
}
