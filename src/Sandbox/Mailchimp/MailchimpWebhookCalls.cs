using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>The calls on an audience's webhooks. The secret is shown once, in the answer that makes the hook.</summary>
internal static class MailchimpWebhookCalls
{
    private static readonly string[] _events = ["subscribe", "unsubscribe", "profile", "cleaned", "upemail", "campaign"];
    private static readonly string[] _sources = ["user", "admin", "api"];

    public static void Add(MailchimpApi api)
    {
        api.Add("GET", "lists/{list}/webhooks", c => (200, c.Page("webhooks", Hooks(c), h => Json(h), ("list_id", c.Audience.Id))));
        api.Add("POST", "lists/{list}/webhooks", Create);
        api.Add("GET", "lists/{list}/webhooks/{hook}", c => (200, Json(Hook(c))));
        api.Add("PATCH", "lists/{list}/webhooks/{hook}", c =>
        {
            var before = Hook(c);
            var hook = before with { Address = c.Json.ContainsKey("url") ? Address(c, before.Id) : before.Address, Settings = Settings(c.Json, before.Settings) };
            c.Account.World.Webhooks.Replace(hook);
            c.Account.Note("webhook.update", hook.Id, c.By);
            return (200, Json(hook));
        });
        api.Add("DELETE", "lists/{list}/webhooks/{hook}", c =>
        {
            c.Account.World.Webhooks.Unsubscribe("mailchimp", Hook(c).Id);
            c.Account.Note("webhook.unsubscribe", c.Path["hook"], c.By);
            return (204, null);
        });
    }

    private static IEnumerable<WebhookSubscription> Hooks(MailchimpCall c) => c.Account.World.Webhooks.Subscriptions("mailchimp", c.Audience.Id);

    private static WebhookSubscription Hook(MailchimpCall c) => Hooks(c).FirstOrDefault(h => h.Id == c.Path["hook"]) ?? throw MailchimpProblemException.NotFound();

    private static (int, JToken?) Create(MailchimpCall c)
    {
        var url = Address(c, null);
        var world = c.Account.World;
        var hook = new WebhookSubscription(
            world.Ids.Hex(10), "mailchimp", c.Audience.Id, "", url, c.Account.SignsWebhooks ? world.Ids.Hex(48) : "", world.Now)
        {
            Settings = Settings(c.Json, new Dictionary<string, string>()),
        };
        world.Webhooks.Subscribe(hook);
        c.Account.Note("webhook.subscribe", hook.Id, c.By, ("address", url.ToString()), ("list", c.Audience.Id));
        var json = Json(hook);
        if (hook.Secret.Length > 0)
        {
            json["signing_secret"] = hook.Secret;
        }

        return (200, json);
    }

    /// <summary>The address in the body; an audience has one hook for each.</summary>
    private static Uri Address(MailchimpCall c, string? except)
    {
        if (!Uri.TryCreate((string?)c.Json["url"], UriKind.Absolute, out var url))
        {
            throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", ("url", "This value is not a valid URL."));
        }

        return Hooks(c).Any(h => h.Address == url && h.Id != except)
            ? throw MailchimpProblemException.Invalid("Sorry, you can't set up multiple WebHooks for one URL") : url;
    }

    /// <summary>What an omitted source means is not documented; here it means no.</summary>
    private static Dictionary<string, string> Settings(JObject body, IReadOnlyDictionary<string, string> before)
    {
        var settings = new Dictionary<string, string>(before);
        foreach (var (group, names) in new[] { ("events", _events), ("sources", _sources) })
        {
            foreach (var name in names)
            {
                settings[$"{group}.{name}"] = (bool?)body[group]?[name] is { } on ? on ? "true" : "false" : before.GetValueOrDefault($"{group}.{name}") ?? "false";
            }
        }

        return settings;
    }

    private static JObject Json(WebhookSubscription h) => new()
    {
        ["id"] = h.Id, ["url"] = h.Address.ToString(), ["events"] = new JObject(_events.Select(e => new JProperty(e, h.Settings["events." + e] == "true"))),
        ["sources"] = new JObject(_sources.Select(s => new JProperty(s, h.Settings["sources." + s] == "true"))), ["list_id"] = h.Account, ["signing_enabled"] = h.Secret.Length > 0,
    };
}
