using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>The calls of API 3.0 by method and path. One call at a time: all run under the account's lock.</summary>
internal sealed class MailchimpApi
{
    private readonly MailchimpSimulator _account;
    private readonly List<(string Method, string[] Path, Func<MailchimpCall, (int, JToken?)> Run)> _calls = [];

    public MailchimpApi(MailchimpSimulator account)
    {
        _account = account;
        Batches = new MailchimpBatches(this, account);
        Add("GET", "ping", _ => (200, new JObject { ["health_status"] = "Everything's Chimpy!" }));
        Add("GET", "", c => (200, new JObject
        {
            ["account_id"] = account.AccountId, ["login_id"] = account.AccountId + "_1", ["account_name"] = account.AccountName, ["role"] = account.Role, ["pricing_plan_type"] = "monthly",
            ["account_timezone"] = "Europe/Berlin", ["total_subscribers"] = account.AllAudiences().Sum(a => a.Members.Values.Count(m => m.Status == "subscribed")),
        }));
        Add("GET", "lists", c => (200, c.Page("lists", account.AllAudiences(), List)));
        Add("GET", "lists/{list}", c => (200, List(c.Audience)));
        Add("GET", "lists/{list}/merge-fields", c => (200, c.Page("merge_fields", c.Audience.MergeFields, f => Field(f, c.Audience.Id), ("list_id", c.Audience.Id))));
        Add("POST", "lists/{list}/merge-fields", AddField);
        Add("GET", "lists/{list}/tag-search", c =>
        {
            var tags = c.Audience.Tags.Where(t => t.Key.StartsWith(c.Query.GetValueOrDefault("name") ?? "", StringComparison.OrdinalIgnoreCase)).ToList();
            return (200, new JObject { ["tags"] = new JArray(tags.Select(t => new JObject { ["id"] = t.Value, ["name"] = t.Key })), ["total_items"] = tags.Count });
        });
        Add("POST", "customer-journeys/journeys/{journey}/steps/{step}/actions/trigger", Trigger);
        MailchimpMemberCalls.Add(this);
        MailchimpSegmentCalls.Add(this);
        MailchimpInterestCalls.Add(this);
        MailchimpReportCalls.Add(this);
        MailchimpWebhookCalls.Add(this);
        Batches.Add(this);
    }

    public MailchimpBatches Batches { get; }

    public void Add(string method, string path, Func<MailchimpCall, (int Status, JToken? Body)> run) => _calls.Add((method, Parts(path), run));

    /// <summary>Runs one call; throws a problem when it is refused.</summary>
    public (int Status, JToken? Body) Run(string method, string path, IReadOnlyDictionary<string, string> query, JObject? body, Actor by)
    {
        var parts = Parts(path);
        var allowed = new List<string>();
        foreach (var call in _calls)
        {
            if (Match(call.Path, parts) is not { } values)
            {
                continue;
            }

            if (call.Method == method)
            {
                return _account.Locked(() =>
                {
                    _account.RunDueLocked();
                    return call.Run(new MailchimpCall(_account, values, query, body, by));
                });
            }

            allowed.Add(call.Method);
        }

        throw allowed.Count == 0 ? MailchimpProblemException.NotFound()
            : new MailchimpProblemException(405, "Method Not Allowed", $"The requested method and resource are not compatible. Allowed: {string.Join(", ", allowed)}.");
    }

    private static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static Dictionary<string, string>? Match(string[] pattern, string[] path)
    {
        if (pattern.Length != path.Length)
        {
            return null;
        }

        var values = new Dictionary<string, string>();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i][0] == '{')
            {
                values[pattern[i].Trim('{', '}')] = path[i];
            }
            else if (pattern[i] != path[i])
            {
                return null;
            }
        }

        return values;
    }

    private static JObject List(MailchimpAudience a) => new()
    {
        ["id"] = a.Id, ["web_id"] = a.WebId, ["name"] = a.Name, ["date_created"] = MailchimpMemberCalls.At(a.CreatedAt), ["visibility"] = "prv", ["double_optin"] = false,
        ["stats"] = new JObject
        {
            ["member_count"] = a.Members.Values.Count(m => m.Status == "subscribed"), ["unsubscribe_count"] = a.Members.Values.Count(m => m.Status == "unsubscribed"),
            ["cleaned_count"] = a.Members.Values.Count(m => m.Status == "cleaned"), ["merge_field_count"] = a.MergeFields.Count,
        },
    };

    private static JObject Field(MailchimpMergeField f, string listId) => new()
    {
        ["merge_id"] = f.Id, ["tag"] = f.Tag, ["name"] = f.Name, ["type"] = f.Type, ["required"] = f.Required, ["default_value"] = "", ["public"] = false, ["display_order"] = f.Id, ["list_id"] = listId,
    };

    private static (int, JToken?) AddField(MailchimpCall call)
    {
        var (name, type) = ((string?)call.Json["name"], (string?)call.Json["type"]);
        if (string.IsNullOrEmpty(name) || type is not ("text" or "number" or "date" or "birthday" or "phone" or "url" or "dropdown" or "radio" or "zip" or "address" or "imageurl"))
        {
            throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", (string.IsNullOrEmpty(name) ? "name" : "type", "This value should not be blank."));
        }

        var tag = ((string?)call.Json["tag"] ?? $"MMERGE{call.Audience.MergeFields.Count + 1}").ToUpperInvariant();
        if (tag.Length > 10 || call.Audience.MergeFields.Any(f => f.Tag == tag))
        {
            throw MailchimpProblemException.Invalid(tag.Length > 10 ? "Merge tags may have 10 characters at most." : $"A Merge Field with the tag \"{tag}\" already exists for this list.");
        }

        var field = new MailchimpMergeField(call.Audience.MergeFields.Count + 1, tag, name, type, (bool?)call.Json["required"] ?? false);
        call.Audience.MergeFields.Add(field);
        call.Account.Note("mergefield.create", call.Audience.Id, call.By, ("tag", tag), ("type", type));
        return (200, Field(field, call.Audience.Id));
    }

    private static (int, JToken?) Trigger(MailchimpCall call) =>
        int.TryParse(call.Path["journey"], out var journey) && int.TryParse(call.Path["step"], out var step) && call.Account.Trigger(journey, step, (string?)call.Json["email_address"] ?? "", call.By)
            ? (204, null) : throw MailchimpProblemException.NotFound();
}
