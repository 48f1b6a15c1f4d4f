using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>
/// The one notification setting of an account, shared by all its places and all tools of its owner: it is read first, types are added, and a topic that is not ours is left alone.
/// https://developers.google.com/my-business/reference/notifications/rest/v1/NotificationSetting
/// </summary>
internal static class GoogleSubscriptions
{
    /// <summary>Setting: the Pub/Sub topic that the hub's push subscription listens to.</summary>
    internal const string Topic = "topic";

    private static readonly string[] Types = ["NEW_REVIEW", "UPDATED_REVIEW", "GOOGLE_UPDATE"];

    internal static async Task<VendorResult<SubscriptionReport>> SubscribeAsync(VendorSession session, CancellationToken cancellationToken)
    {
        if (session.Settings.GetValueOrDefault(Topic) is not { Length: > 0 } topic)
        {
            return All(SubscriptionState.Missing, "The operator has named no Pub/Sub topic (apps, settings, topic): reviews come by asking.");
        }

        if (session.Settings.GetValueOrDefault(GoogleBusinessProfileSettings.Account) is not { Length: > 0 } account)
        {
            return All(SubscriptionState.Missing, "The account of the place is not known; connect it again.");
        }

        var address = GoogleHosts.At(session.Http.BaseAddress!, GoogleHosts.Notifications, $"/v1/{account.TrimEnd('/')}/notificationSetting");
        var setting = await SendAsync(session, HttpMethod.Get, address, null, cancellationToken);
        if (setting.Failure is { } failure)
        {
            return failure;
        }

        var present = setting.Value.Text("pubsubTopic");
        var types = setting.Value.Get("notificationTypes").Items().Select(t => t.Text()).OfType<string>().ToList();
        if (present is not null && present != topic && types.Count > 0)
        {
            return All(SubscriptionState.Foreign, $"Another tool holds this account's only notification setting ({present}). It was left alone; reviews come by asking, up to 15 minutes late.");
        }

        var missing = Types.Where(t => !types.Contains(t)).ToList();
        if (present == topic && missing.Count == 0)
        {
            return All(SubscriptionState.Fine, null);
        }

        // Which mask Google takes is not settled: the two fields by name are what clients are known to use.
        var change = new JObject { ["name"] = account.TrimEnd('/') + "/notificationSetting", ["pubsubTopic"] = topic, ["notificationTypes"] = new JArray(types.Union(Types)) };
        var put = await SendAsync(session, HttpMethod.Patch, new Uri(address + "?updateMask=pubsubTopic,notificationTypes"), change, cancellationToken);
        return put.Failure is { Kind: FailureKind.Rejected or FailureKind.Misconfigured } refused ? All(SubscriptionState.Missing, refused.Message)
            : put.Failure is { } broken ? broken
            : new SubscriptionReport([.. Types.Select(t => new Subscription(t, present != topic ? SubscriptionState.Made : missing.Contains(t) ? SubscriptionState.Repaired : SubscriptionState.Fine))]);
    }

    private static SubscriptionReport All(SubscriptionState state, string? note) => new([.. Types.Select(t => new Subscription(t, state, note))]);

    private static async Task<VendorResult<JsonElement>> SendAsync(VendorSession session, HttpMethod method, Uri address, JObject? body, CancellationToken cancellationToken)
    {
        var answer = await GoogleAnswer.Send(session, method, address, body, cancellationToken);
        using var document = answer.Value;
        return answer.Failure is { } failure ? failure : document!.RootElement.Clone();
    }
}
