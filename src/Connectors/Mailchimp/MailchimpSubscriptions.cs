using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>
/// An audience's webhook: one address with events and sources. The signing secret is shown once, when it is made, so one whose secret is not known is made anew.
/// https://mailchimp.com/developer/marketing/api/list-webhooks/
/// </summary>
internal static class MailchimpSubscriptions
{
    private const int MostHooks = 100;
    private static readonly string[] Events = ["subscribe", "unsubscribe", "profile", "cleaned", "upemail", "campaign"];

    // What the API itself changes is not told back: these would be our own writes.
    private static readonly (string Name, bool On)[] Sources = [("user", true), ("admin", true), ("api", false)];

    internal static async Task<VendorResult<SubscriptionReport>> SubscribeAsync(VendorSession session, SubscriptionWish wish, CancellationToken cancellationToken)
    {
        var list = session.Connection.Thing;
        var hooks = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetWebhooks(list, authorization, MostHooks, cancellationToken));
        if (hooks.Failure is { } failure)
        {
            return failure;
        }

        var own = hooks.Value.Get("webhooks").Items().Where(h => wish.IsOwn(h.Text("url"))).ToList();
        var present = own.Find(h => h.Text("url") == wish.Address.AbsoluteUri);
        var keep = present.ValueKind is JsonValueKind.Object && (wish.HasSecret || present.Flag("signing_enabled") is false);
        foreach (var old in own.Where(h => !keep || h.Text("id") != present.Text("id")))
        {
            var gone = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.DeleteWebhook(list, old.Text("id") ?? "", authorization, cancellationToken));
            if (gone.Failure is { Kind: not FailureKind.NotFound } kept)
            {
                return kept;
            }
        }

        return keep ? await RepairAsync(session, present, cancellationToken) : await MakeAsync(session, wish, cancellationToken);
    }

    internal static async Task<VendorResult<int>> UnsubscribeAsync(VendorSession session, SubscriptionWish wish, CancellationToken cancellationToken)
    {
        var list = session.Connection.Thing;
        var hooks = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetWebhooks(list, authorization, MostHooks, cancellationToken));
        if (hooks.Failure is { } failure)
        {
            return failure;
        }

        var removed = 0;
        foreach (var hook in hooks.Value.Get("webhooks").Items().Where(h => wish.IsOwn(h.Text("url"))))
        {
            var gone = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.DeleteWebhook(list, hook.Text("id") ?? "", authorization, cancellationToken));
            removed += gone.Failure is null ? 1 : 0;
        }

        return removed;
    }

    private static async Task<VendorResult<SubscriptionReport>> MakeAsync(VendorSession session, SubscriptionWish wish, CancellationToken cancellationToken)
    {
        var body = Wished();
        body["url"] = wish.Address.AbsoluteUri;
        // Not repeated: a second one for the same address is refused, and only the first answer has the secret.
        var made = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.AddWebhook(session.Connection.Thing, authorization, body, cancellationToken), unrepeatable: true);
        return made.Failure is { Kind: FailureKind.Rejected } refused ? new SubscriptionReport([.. Events.Select(e => new Subscription(e, SubscriptionState.Missing, refused.Message))])
            : made.Failure is { } failure ? failure
            : new SubscriptionReport([.. Events.Select(e => new Subscription(e, SubscriptionState.Made))], made.Value.Text("signing_secret"));
    }

    private static async Task<VendorResult<SubscriptionReport>> RepairAsync(VendorSession session, JsonElement hook, CancellationToken cancellationToken)
    {
        var wrong = Events.Where(e => hook.Get("events").Flag(e) is not true).ToHashSet(StringComparer.Ordinal);
        var sources = Sources.Any(s => hook.Get("sources").Flag(s.Name) != s.On);
        if (wrong.Count > 0 || sources)
        {
            var put = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.PatchWebhook(session.Connection.Thing, hook.Text("id") ?? "", authorization, Wished(), repeatable: true, cancellationToken));
            if (put.Failure is { } failure)
            {
                return failure;
            }
        }

        return new SubscriptionReport([.. Events.Select(e => new Subscription(e, sources || wrong.Contains(e) ? SubscriptionState.Repaired : SubscriptionState.Fine))]);
    }

    private static JObject Wished() => new()
    {
        ["events"] = new JObject(Events.Select(e => new JProperty(e, true))), ["sources"] = new JObject(Sources.Select(s => new JProperty(s.Name, s.On))),
    };
}
