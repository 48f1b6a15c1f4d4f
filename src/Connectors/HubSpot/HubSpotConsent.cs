using System.Globalization;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>
/// Whether people get one kind of mail, or any. A no is always written. A yes is written for one kind only, with its proof, and only where HubSpot says that nobody has chosen yet: its API would
/// bring back who left (<c>RESUBSCRIBE_OCCURRED</c>), so what stands there is read first.
/// https://developers.hubspot.com/docs/api-reference/latest/communication-preferences/guide
/// </summary>
internal static class HubSpotConsent
{
    private const string Out = "UNSUBSCRIBED";
    private const string In = "SUBSCRIBED";

    /// <summary>Why it cannot be done; null when it can.</summary>
    internal static string? Refusal(string verb, OutboundAction action) =>
        action.Target.Email is null ? "The contact has no address."
        : verb == "email.subscribe" && action.Text("subscription").Trim().Length == 0 ? "Name under \"subscription\" which kind of mail they wish."
        : verb == "email.subscribe" && action.Text("proof").Trim().Length == 0 ? "Nobody is subscribed without a proof: name under \"proof\" where and when they said yes."
        : null;

    /// <summary>Records a yes or a no.</summary>
    internal static async Task<ActionVerdict> SetAsync(VendorSession session, OutboundAction action, bool yes, CancellationToken cancellationToken)
    {
        using var recorded = ExchangeRecorder.Begin();
        var kind = action.Text("subscription").Trim();
        var verdict = kind.Length == 0 ? await AllAsync(session, action, cancellationToken) : await OneAsync(session, action, kind, yes, cancellationToken);
        return verdict with { Exchange = recorded.Exchange };
    }

    private static async Task<ActionVerdict> AllAsync(VendorSession session, OutboundAction action, CancellationToken cancellationToken)
    {
        var before = await IsOutAsync(session, action, cancellationToken);
        if (before.Failure is not null || before.Value)
        {
            return before.Failure is { } unread ? Verdicts.Of(action.Key, unread, null) : Done(action, "The address was out of all mail already.");
        }

        var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.OptOut(token, action.Target.Email!, true, cancellationToken), cancellationToken);
        if (answer.Failure is { } failure)
        {
            return Verdicts.Of(action.Key, failure, null);
        }

        // A good answer alone proves nothing: it is the same when nothing was done.
        var after = await IsOutAsync(session, action, cancellationToken);
        return after.Failure is { } unsure ? NotRead(action, unsure) : after.Value ? Done(action, "The address is out of all mail.") : Ignored(action, "HubSpot took the call and the address still gets mail.");
    }

    private static async Task<ActionVerdict> OneAsync(VendorSession session, OutboundAction action, string kind, bool yes, CancellationToken cancellationToken)
    {
        var known = await HubSpotAnswer.Send(session, false, (api, token) => api.Subscriptions(token, cancellationToken), cancellationToken);
        if (known.Failure is { } unread)
        {
            return Verdicts.Of(action.Key, unread, null);
        }

        var all = HubSpotAnswer.Items(known.Value, "results").ToList();
        var found = all.Find(d => HubSpotAnswer.Text(d, "id") == kind || string.Equals(HubSpotAnswer.Text(d, "name").Trim(), kind, StringComparison.OrdinalIgnoreCase));
        if (found is null || !long.TryParse(HubSpotAnswer.Text(found, "id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return new(action.Key, ActionOutcome.Rejected, FailureTable.Cut($"HubSpot has no kind of mail \"{kind}\"; there {(all.Count == 0 ? "is none" : "are: " + string.Join(", ", all.Select(d => HubSpotAnswer.Text(d, "name"))))}."));
        }

        var name = FailureTable.Cut(HubSpotAnswer.Text(found, "name"));
        var state = await StateAsync(session, action, id, cancellationToken);
        if (state.Failure is { } unknown)
        {
            return Verdicts.Of(action.Key, unknown, null);
        }

        if (state.Value == (yes ? In : Out))
        {
            return Done(action, yes ? $"The address got \"{name}\" already." : $"The address was out of \"{name}\" already.");
        }

        if (yes && await ForbidsAsync(session, action, state.Value!, name, cancellationToken) is { } forbidden)
        {
            return forbidden;
        }

        var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.SetSubscription(token, action.Target.Email!, Change(action, id, yes), true, cancellationToken), cancellationToken);
        if (answer.Failure is { } failure)
        {
            return Verdicts.Of(action.Key, failure, null);
        }

        var after = await StateAsync(session, action, id, cancellationToken);
        return after.Failure is { } unsure ? NotRead(action, unsure)
            : after.Value == (yes ? In : Out) ? Done(action, yes ? $"The address gets \"{name}\"." : $"The address no longer gets \"{name}\".")
            : Ignored(action, $"HubSpot took the call and shows \"{name}\" as {after.Value} for the address.");
    }

    // Anything but "nobody has chosen" is taken for a no: also what HubSpot leaves out.
    private static async Task<ActionVerdict?> ForbidsAsync(VendorSession session, OutboundAction action, string state, string name, CancellationToken cancellationToken)
    {
        if (state != "NOT_SPECIFIED")
        {
            return new(action.Key, ActionOutcome.Rejected, $"HubSpot shows \"{name}\" as {(state.Length == 0 ? "not told" : FailureTable.Cut(state))} for the address. Who said no can only come back by themselves.");
        }

        var gone = await IsOutAsync(session, action, cancellationToken);
        return gone.Failure is { } unread ? Verdicts.Of(action.Key, unread, null)
            : gone.Value ? new(action.Key, ActionOutcome.Rejected, "The address is out of all mail in HubSpot. Who said no can only come back by themselves.") : null;
    }

    // Portals with privacy settings refuse a change without a legal basis; a no is never to fail for that.
    private static JObject Change(OutboundAction action, long id, bool yes) => new()
    {
        ["channel"] = "EMAIL", ["subscriptionId"] = id, ["statusState"] = yes ? In : Out, ["legalBasis"] = "CONSENT_WITH_NOTICE",
        ["legalBasisExplanation"] = action.Text(yes ? "proof" : "reason").Trim() is { Length: > 0 } why ? why : "They asked to be taken off.",
    };

    private static async Task<VendorResult<string>> StateAsync(VendorSession session, OutboundAction action, long id, CancellationToken cancellationToken)
    {
        var read = await HubSpotAnswer.Send(session, false, (api, token) => api.SubscriptionsOf(token, action.Target.Email!, cancellationToken), cancellationToken);
        var shown = HubSpotAnswer.Items(read.Value, "results").FirstOrDefault(r => HubSpotAnswer.Text(r, "subscriptionId") == id.ToString(CultureInfo.InvariantCulture));
        return read.Failure is { } failure ? failure : HubSpotAnswer.Text(shown, "status");
    }

    private static async Task<VendorResult<bool>> IsOutAsync(VendorSession session, OutboundAction action, CancellationToken cancellationToken)
    {
        var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.IsOptedOut(token, action.Target.Email!, cancellationToken), cancellationToken);
        return answer.Failure is { } failure ? failure
            : HubSpotAnswer.Get(answer.Value, "results") is JArray shown ? shown.Count > 0
            : new VendorFailure(FailureKind.Transient, "HubSpot does not say whether the address is out of all mail.");
    }

    private static ActionVerdict Done(OutboundAction action, string words) => new(action.Key, ActionOutcome.Done, words, VendorObject: action.Target.ObjectId);

    private static ActionVerdict Ignored(OutboundAction action, string words) => new(action.Key, ActionOutcome.Ignored, words, VendorObject: action.Target.ObjectId);

    private static ActionVerdict NotRead(OutboundAction action, VendorFailure failure) => new(action.Key, ActionOutcome.Retry, "Written, but not read back yet: " + failure.Message, failure.RetryAfter);
}
