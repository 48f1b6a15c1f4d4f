using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>The calls on campaigns and what became of them.</summary>
internal static class MailchimpReportCalls
{
    public static void Add(MailchimpApi api)
    {
        api.Add("GET", "campaigns", c =>
        {
            var since = c.Time("since_send_time");
            var found = c.Account.AllCampaigns().Where(x => (since is null || x.SentAt >= since)
                && (c.Query.GetValueOrDefault("status") is not { } status || status == Status(x)) && (c.Query.GetValueOrDefault("list_id") is not { } list || x.ListId == list)
                && (c.Query.GetValueOrDefault("type") is not { } type || x.Type == type));
            found = c.Query.GetValueOrDefault("sort_dir") == "DESC" ? found.OrderByDescending(x => x.SentAt) : found.OrderBy(x => x.SentAt);
            return (200, c.Page("campaigns", found, Campaign));
        });
        api.Add("GET", "campaigns/{campaign}", c => (200, Campaign(c.Account.CampaignOrThrow(c.Path["campaign"]))));
        api.Add("GET", "reports", c =>
        {
            var since = c.Time("since_send_time");
            return (200, c.Page("reports", c.Account.AllCampaigns().Where(x => x.SentAt is not null && (since is null || x.SentAt >= since)).OrderBy(x => x.SentAt), x => Report(c, x)));
        });
        api.Add("GET", "reports/{campaign}", c => (200, Report(c, c.Account.CampaignOrThrow(c.Path["campaign"]))));
        api.Add("GET", "reports/{campaign}/sent-to", c => (200, PageOf(c, "sent_to", (x, m) => new JObject
        {
            ["email_id"] = m.Hash, ["email_address"] = m.Email, ["merge_fields"] = new JObject(m.Merge.Select(f => new JProperty(f.Key, f.Value))), ["vip"] = m.Vip,
            ["status"] = Of(m, x, "bounce").Any() ? "hard" : "sent", ["open_count"] = Of(m, x, "open").Count(), ["last_open"] = Of(m, x, "open").LastOrDefault() is { } open ? MailchimpMemberCalls.At(open.At) : "",
            ["absplit_group"] = "", ["gmt_offset"] = 0, ["campaign_id"] = x.Id, ["list_id"] = x.ListId,
        })));
        api.Add("GET", "reports/{campaign}/email-activity", c =>
        {
            var since = c.Time("since");
            return (200, PageOf(c, "emails", (x, m) => new JObject
            {
                ["campaign_id"] = x.Id, ["list_id"] = x.ListId, ["list_is_active"] = true, ["email_id"] = m.Hash, ["email_address"] = m.Email,
                ["activity"] = new JArray(m.Activity.Where(a => a.CampaignId == x.Id && a.Type is "open" or "click" or "bounce" && (since is null || a.At >= since)).Select(a =>
                {
                    var entry = new JObject { ["action"] = a.Type, ["timestamp"] = MailchimpMemberCalls.At(a.At), ["ip"] = "203.0.113.7" };
                    if (a.Values.TryGetValue("link_clicked", out var url))
                    {
                        entry["url"] = url;
                    }

                    if (a.Values.TryGetValue("bounce_type", out var type))
                    {
                        entry["type"] = type;
                    }

                    return entry;
                })),
            }));
        });
        api.Add("GET", "reports/{campaign}/open-details", c => (200, PageOf(c, "members", (x, m) => new JObject
        {
            ["campaign_id"] = x.Id, ["list_id"] = x.ListId, ["email_id"] = m.Hash, ["email_address"] = m.Email, ["contact_status"] = m.Status, ["opens_count"] = Of(m, x, "open").Count(),
            ["opens"] = new JArray(Of(m, x, "open").Select(a => new JObject { ["timestamp"] = MailchimpMemberCalls.At(a.At), ["is_proxy_open"] = false })),
        }, (x, m) => Of(m, x, "open").Any())));
        api.Add("GET", "reports/{campaign}/abuse-reports", c => (200, PageOf(c, "abuse_reports", (x, m) => new JObject
        {
            ["id"] = x.Recipients.Count, ["campaign_id"] = x.Id, ["list_id"] = x.ListId, ["list_is_active"] = true, ["email_id"] = m.Hash, ["email_address"] = m.Email, ["vip"] = m.Vip,
            ["date"] = MailchimpMemberCalls.At(Of(m, x, "unsub").Last().At),
        }, (x, m) => m.UnsubscribeReason == "abuse" && Of(m, x, "unsub").Any())));
        api.Add("GET", "reports/{campaign}/unsubscribed", c => (200, PageOf(c, "unsubscribes", (x, m) => new JObject
        {
            ["email_id"] = m.Hash, ["email_address"] = m.Email, ["campaign_id"] = x.Id, ["list_id"] = x.ListId, ["timestamp"] = MailchimpMemberCalls.At(Of(m, x, "unsub").Last().At), ["reason"] = m.UnsubscribeReason ?? "",
        }, (x, m) => Of(m, x, "unsub").Any())));
    }

    private static IEnumerable<MailchimpActivity> Of(MailchimpMember m, MailchimpCampaign x, string type) => m.Activity.Where(a => a.Type == type && a.CampaignId == x.Id);

    private static string Status(MailchimpCampaign x) => x.SentAt is null ? "save" : x.Type == "automation-email" ? "sending" : "sent";

    private static JObject PageOf(MailchimpCall c, string name, Func<MailchimpCampaign, MailchimpMember, JObject> json, Func<MailchimpCampaign, MailchimpMember, bool>? only = null)
    {
        var campaign = c.Account.CampaignOrThrow(c.Path["campaign"]);
        return c.Page(name, Readers(c, campaign).Where(m => only is null || only(campaign, m)), m => json(campaign, m), ("campaign_id", campaign.Id));
    }

    private static IEnumerable<MailchimpMember> Readers(MailchimpCall c, MailchimpCampaign x)
    {
        var members = c.Account.AudienceOrThrow(x.ListId).Members;
        return x.Recipients.Select(r => members.GetValueOrDefault(r.Hash)).OfType<MailchimpMember>().DistinctBy(m => m.Hash);
    }

    private static JObject Campaign(MailchimpCampaign x) => new()
    {
        ["id"] = x.Id, ["type"] = x.Type, ["create_time"] = MailchimpMemberCalls.At(x.CreatedAt), ["status"] = Status(x), ["emails_sent"] = x.Recipients.Count,
        ["send_time"] = x.SentAt is { } at ? MailchimpMemberCalls.At(at) : "", ["recipients"] = new JObject { ["list_id"] = x.ListId, ["recipient_count"] = x.Recipients.Count },
        ["settings"] = new JObject { ["subject_line"] = x.Subject, ["title"] = x.Title },
    };

    private static JObject Report(MailchimpCall c, MailchimpCampaign x)
    {
        var readers = Readers(c, x).ToList();
        return new JObject
        {
            ["id"] = x.Id, ["campaign_title"] = x.Title, ["type"] = x.Type, ["list_id"] = x.ListId, ["subject_line"] = x.Subject, ["emails_sent"] = x.Recipients.Count,
            ["send_time"] = x.SentAt is { } at ? MailchimpMemberCalls.At(at) : "", ["abuse_reports"] = 0, ["unsubscribed"] = readers.Count(m => Of(m, x, "unsub").Any()),
            ["bounces"] = new JObject { ["hard_bounces"] = readers.Count(m => Of(m, x, "bounce").Any()), ["soft_bounces"] = 0 },
            ["opens"] = new JObject { ["opens_total"] = readers.Sum(m => Of(m, x, "open").Count()), ["unique_opens"] = readers.Count(m => Of(m, x, "open").Any()) },
            ["clicks"] = new JObject { ["clicks_total"] = readers.Sum(m => Of(m, x, "click").Count()), ["unique_clicks"] = readers.Count(m => Of(m, x, "click").Any()) },
        };
    }
}
