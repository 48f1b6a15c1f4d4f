using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

/// <summary>Reads one rule and notes all its mistakes.</summary>
internal sealed partial class RuleReader(JObject rule, StageModel model, Dictionary<string, KnownAction> actions, Mistakes mistakes)
{
    private readonly ImmutableArray<Instruction>.Builder _steps = ImmutableArray.CreateBuilder<Instruction>();
    private readonly HashSet<string> _stepIds = new(StringComparer.Ordinal);
    private TimeOnly? _preferredAt;
    private int _nodes;

    internal CompiledRule? Read()
    {
        var before = mistakes.Found.Count;
        mistakes.Keys(rule, "a rule", "id", "stage", "order", "mode", "owner", "reviewBy", "says", "when", "key", "appliesTo", "if", "then", "leaves", "once", "atMost", "maxAge",
            "whenCapped", "goal", "holdout", "figures", "asks", "otherHalf", "touch", "pilot", "already", "date", "segment");
        var id = mistakes.Text(rule, "id", true) ?? "";
        if (!IdPattern().IsMatch(id))
        {
            mistakes.Add(rule["id"], $"`{id}` is no rule id", "Use small letters, digits and dashes, at most 60.");
        }

        var stage = mistakes.Text(rule, "stage");
        if (stage is not (null or "all" or StageModel.Lapsed) && !StageModels.All.Any(m => m.Find(stage) is not null))
        {
            mistakes.Unknown(rule["stage"]!, "stage", stage, model.Stages.Select(s => s.Id));
        }

        var when = (rule["when"] is JArray list ? list : rule["when"] is { } one ? [one] : (IEnumerable<JToken>)[]).Select(t => Event(t, t.ToString(), false)).ToImmutableArray();
        if (when.IsEmpty)
        {
            mistakes.Add(rule, "`when` is missing", "Name the event that begins the rule.");
        }

        var date = Date(when, id);
        var segment = Segment(when, id);
        var (mode, share) = Mode();
        var pilot = Pilot();
        var condition = rule["if"] is { } condit ? Condition(condit, 0) : null;
        Steps(mistakes.List(rule, "then"), "", 0);
        if (_steps.Count == 0)
        {
            mistakes.Add(rule, "`then` is missing or empty", "Add at least one step.");
        }

        var key = mistakes.Text(rule, "key");
        if (key is not null)
        {
            Field(rule["key"]!, key);
        }

        var review = mistakes.Text(rule, "asks") == "review" || _steps.OfType<Instruction.Do>().Any(d => d.Class == TouchClass.Marketing && d.With.Values.Any(a => a.Fixed.Text == "review-request"));
        if (review)
        {
            ReviewPolicy(condition);
        }

        var (number, every) = AtMost();
        var (reviewOn, reviewAfter) = ReviewBy();
        var (goal, within) = Goal();
        var capped = mistakes.Text(rule, "whenCapped");
        if (capped is not (null or "hold" or "drop"))
        {
            mistakes.Unknown(rule["whenCapped"]!, "value of whenCapped", capped, ["hold", "drop"]);
        }

        if (review && capped == "drop")
        {
            mistakes.Add(rule["whenCapped"], "a request for a review may be held, never dropped", "Write \"hold\": dropping it for the unhappy would be choosing whom to ask.");
        }

        if (mistakes.Text(rule, "touch") is { } touch && Strictest() is var strictest && !string.Equals(touch, strictest.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            mistakes.Add(rule["touch"], $"this rule calls itself `{touch}`, and its strictest step is {strictest.ToString().ToLowerInvariant()}", "Give the rule the class of its strictest step, or leave `touch` out.");
        }

        var once = mistakes.Text(rule, "once");
        if (once is not (null or "per key" or "per contact"))
        {
            mistakes.Unknown(rule["once"]!, "value of once", once, ["per key", "per contact"]);
        }

        return mistakes.Found.Count > before ? null : new()
        {
            Id = id, Stage = stage, Order = mistakes.Whole(rule, "order") ?? 0, Mode = mode, PilotShare = share, Pilot = pilot, Holdout = Holdout(rule), AlreadyPerDay = Already(when), Says = mistakes.Text(rule, "says"),
            Owner = mistakes.Text(rule, "owner"), ReviewOn = reviewOn, ReviewAfter = reviewAfter, OtherHalf = OtherHalf(), When = when, Date = date, Segment = segment, Key = key, If = condition, Leaves = Until(mistakes.List(rule, "leaves")), Steps = _steps.ToImmutable(), Once = once,
            AtMost = number, AtMostEvery = every, MaxAge = mistakes.Duration(rule, "maxAge") ?? TimeSpan.FromDays(2), Hold = review || capped == "hold", IsReviewRequest = review,
            Goal = goal, GoalWithin = within, Settles = Settles(goal),
        };
    }

    private TouchClass Strictest() => _steps.OfType<Instruction.Do>().Select(d => d.Class).DefaultIfEmpty(TouchClass.Internal).Max();

    private ImmutableArray<Trigger> Settles(Trigger? goal) => !_steps.OfType<Instruction.Do>().Any(d => d.Raises) ? []
        : [.. _steps.OfType<Instruction.Wait>().SelectMany(w => w.Until).Concat(Until((rule["leaves"] as JArray) ?? [])).Concat(goal is null ? [] : [goal]).Distinct()];

    // Written out, or told by the step that starts it.
    private OtherHalf? OtherHalf()
    {
        if (rule["otherHalf"] is not { } token)
        {
            var flows = _steps.OfType<Instruction.Do>().Select(d => d.Expect?.Flow).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            return flows.Count == 0 ? null : new(string.Join("” and “", _steps.OfType<Instruction.Split>().Any() ? flows : flows.Take(1)), []);
        }

        if (token is not JObject item)
        {
            mistakes.Add(token, "`otherHalf` is no object", "Write { \"flow\": …, \"recipe\": [ … ] }.");
            return null;
        }

        mistakes.Keys(item, "otherHalf", "flow", "recipe");
        if (item["recipe"] is not (null or JArray))
        {
            mistakes.Add(item["recipe"], "`recipe` is no list", "Write one text a step: [ \"New flow, start: tag welcome added\", … ].");
        }

        return new(mistakes.Text(item, "flow", true) ?? "", [.. (item["recipe"] as JArray ?? []).Select(s => s.ToString())]);
    }

    private (Trigger?, TimeSpan) Goal()
    {
        if (mistakes.Text(rule, "goal") is not { } text)
        {
            return (null, default);
        }

        var parts = text.Split(" within ");
        if (parts.Length == 2 && mistakes.Duration(rule["goal"]!, parts[1].Trim()) is { } within)
        {
            var sameKey = parts[0].EndsWith(" same key", StringComparison.Ordinal);
            return (Event(rule["goal"]!, parts[0].Replace(" same key", "", StringComparison.Ordinal), sameKey), within);
        }

        mistakes.Add(rule["goal"], $"`{text}` is not understood", "Write \"order.paid within P14D\".");
        return (null, default);
    }

    private void ReviewPolicy(Condition? condition)
    {
        if (condition is not null && ForbiddenInReview().IsMatch(condition.ToString()!))
        {
            mistakes.Add(rule["if"], "this rule chooses whom to ask for a review by how happy they seem", "Google forbids choosing: ask everybody, or nobody. Remove that condition.");
        }

        if (_steps.OfType<Instruction.Branch>().FirstOrDefault(b => ForbiddenInReview().IsMatch(b.If.ToString()!)) is not null)
        {
            mistakes.Add(rule["then"], "this rule branches by how happy somebody seems", "Google forbids choosing: remove that branch.");
        }

        if (_steps.OfType<Instruction.Do>().Any(d => d.Verb == "code.create" || d.With.Values.Any(a => RewardPattern().IsMatch(a.Liquid?.Source ?? a.Fixed.ToString()))))
        {
            mistakes.Add(rule["then"], "a request for a review may not carry a reward", "Google forbids it: take the code or the discount out of this rule.");
        }
    }

    private Trigger Event(JToken at, string text, bool sameKey, bool actionToo = false)
    {
        var trigger = Trigger.Parse(text, sameKey);
        if (actionToo && trigger.Event.StartsWith("action:", StringComparison.Ordinal))
        {
            if (!actions.ContainsKey(trigger.Event[7..]))
            {
                mistakes.Unknown(at, "action", trigger.Event[7..], actions.Keys);
            }
        }
        else if (!Vocabulary.Knows(trigger.Event))
        {
            mistakes.Unknown(at, "event", trigger.Event, Vocabulary.Events.Select(e => e.Name));
        }

        return Owned(at, trigger, Mistakes.Word(rule, "id"));
    }

    private ImmutableArray<Trigger> Until(JArray items) =>
        [.. items.Select(i =>
        {
            if (i is not JObject item)
            {
                return Event(i, i.ToString(), false);
            }

            mistakes.Keys(item, "until", "event", "sameKey");
            return Event(item["event"] ?? item, mistakes.Text(item, "event", true) ?? "", mistakes.Flag(item, "sameKey"));
        })];

    private void Field(JToken at, string path)
    {
        var known = path.Split('.', 2) switch
        {
            ["event", { Length: > 0 }] => true,
            ["contact", var name] => RuleFields.OfContact.Contains(name) || name.Contains('.') || name.StartsWith("score.", StringComparison.Ordinal),
            ["client", var name] => RuleFields.OfClient.Contains(name),
            ["run", var name] => RuleFields.OfRun.Contains(name),
            _ => false,
        };
        if (!known)
        {
            mistakes.Unknown(at, "field", path, RuleFields.OfContact.Select(c => "contact." + c).Concat(["event.value", "client.name", "run.key"]));
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,59}$")]
    private static partial Regex IdPattern();

    [GeneratedRegex("star|sentiment|review\\.|score|satisf|survey|refund|ticket|complain", RegexOptions.IgnoreCase)]
    private static partial Regex ForbiddenInReview();

    [GeneratedRegex("discount|coupon|voucher|reward|gift|[0-9]+ ?%", RegexOptions.IgnoreCase)]
    private static partial Regex RewardPattern();
}
