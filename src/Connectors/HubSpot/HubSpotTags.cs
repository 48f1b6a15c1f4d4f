using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Journey;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>Tags in HubSpot are choices of one multi-checkbox property: added with a leading semicolon, which appends; taken by writing what is left.</summary>
internal static class HubSpotTags
{
    /// <summary>Longest tag.</summary>
    internal const int Longest = 255;

    /// <summary>Why a tag cannot be one here; null when it can.</summary>
    internal static string? Refusal(OutboundAction action) => action.Text("tag").Trim() switch
    {
        { Length: 0 } => "The action names no tag.",
        var tag when tag.Contains(';', StringComparison.Ordinal) => "A tag in HubSpot cannot hold a semicolon.",
        _ => null,
    };

    /// <summary>Puts one tag on contacts that have a record, or takes it.</summary>
    internal static async Task<IReadOnlyList<ActionVerdict>> DeliverAsync(VendorSession session, bool adds, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken)
    {
        var verdicts = new List<ActionVerdict>(actions.Count);
        foreach (var same in actions.GroupBy(a => a.Text("tag").Trim(), StringComparer.Ordinal))
        {
            verdicts.AddRange(adds ? await AddAsync(session, same.Key, [.. same], cancellationToken) : await RemoveAsync(session, same.Key, [.. same], cancellationToken));
        }

        return verdicts;
    }

    private static async Task<IReadOnlyList<ActionVerdict>> AddAsync(VendorSession session, string tag, List<OutboundAction> actions, CancellationToken cancellationToken)
    {
        if (await HubSpotTagOptions.EnsureAsync(session, tag, cancellationToken) is { } failure)
        {
            return [.. actions.Select(a => Verdicts.Of(a.Key, failure, null))];
        }

        var verdicts = await HubSpotActions.SetAllAsync(session, [.. actions.Select(a => Write(a, ";" + tag))], cancellationToken);
        if (verdicts.Any(v => v.Outcome is ActionOutcome.Rejected))
        {
            HubSpotTagOptions.Forget(session, tag); // somebody may have taken the option away
        }

        return verdicts;
    }

    private static async Task<IReadOnlyList<ActionVerdict>> RemoveAsync(VendorSession session, string tag, List<OutboundAction> actions, CancellationToken cancellationToken)
    {
        var inputs = new JObject
        {
            ["inputs"] = new JArray(actions.Select(a => a.Target.ObjectId!).Distinct(StringComparer.Ordinal).Select(id => new JObject { ["id"] = id })), ["properties"] = new JArray(HubSpotSettings.TagProperty),
        };
        var read = await HubSpotAnswer.Send(session, false, (api, token) => api.Batch(token, "contacts", "read", inputs, true, cancellationToken), cancellationToken);
        if (read.Failure is { } failure)
        {
            return [.. actions.Select(a => Verdicts.Of(a.Key, failure, null))];
        }

        var present = HubSpotAnswer.Items(read.Value, "results").ToDictionary(r => HubSpotAnswer.Text(r, "id"), r => HubSpotProperties.Choices(HubSpotAnswer.Text(r["properties"], HubSpotSettings.TagProperty)), StringComparer.Ordinal);
        var (verdicts, writes) = (new List<ActionVerdict>(), new List<OutboundAction>());
        foreach (var action in actions)
        {
            if (!present.TryGetValue(action.Target.ObjectId!, out var tags))
            {
                verdicts.Add(new(action.Key, ActionOutcome.Rejected, "HubSpot has no record of this contact any more."));
            }
            else if (!tags.Contains(tag))
            {
                verdicts.Add(new(action.Key, ActionOutcome.Done, $"The tag {tag} was not there.", VendorObject: action.Target.ObjectId));
            }
            else
            {
                writes.Add(Write(action, string.Join(';', tags.Where(t => t != tag))));
            }
        }

        return [.. verdicts, .. await HubSpotActions.SetAllAsync(session, writes, cancellationToken)];
    }

    private static OutboundAction Write(OutboundAction action, string value) =>
        action with { Arguments = action.Arguments.SetItem("property", Value.Of(HubSpotSettings.TagProperty)).SetItem("value", Value.Of(value)) };
}
