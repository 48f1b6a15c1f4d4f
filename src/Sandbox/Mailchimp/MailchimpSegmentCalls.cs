using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>The batch change of a static segment, which is what a tag is underneath.</summary>
internal static class MailchimpSegmentCalls
{
    private const int MostAddresses = 500;

    public static void Add(MailchimpApi api) => api.Add("POST", "lists/{list}/segments/{segment}", Change);

    private static (int, JToken?) Change(MailchimpCall call)
    {
        var tag = call.Audience.Tags.FirstOrDefault(t => t.Value.ToString(CultureInfo.InvariantCulture) == call.Path["segment"]).Key ?? throw MailchimpProblemException.NotFound();
        var (add, remove) = (Addresses(call, "members_to_add"), Addresses(call, "members_to_remove"));
        var (added, removed) = (new JArray(), new JArray());
        foreach (var (addresses, on, changed) in new[] { (add, true, added), (remove, false, removed) })
        {
            foreach (var member in addresses.Select(a => call.Audience.Members.GetValueOrDefault(MailchimpMember.HashOf(a))).OfType<MailchimpMember>())
            {
                if (member.Status != "archived" && member.Tags.ContainsKey(tag) != on)
                {
                    changed.Add(MailchimpMemberCalls.Json(call.Account.SetTag(member, tag, on, false, call.By), call.Audience));
                }
            }
        }

        return (200, new JObject
        {
            ["members_added"] = added, ["members_removed"] = removed, ["errors"] = new JArray(), ["total_added"] = added.Count, ["total_removed"] = removed.Count, ["error_count"] = 0,
        });
    }

    private static List<string> Addresses(MailchimpCall call, string name)
    {
        var given = (call.Json[name] as JArray ?? []).Select(a => (string?)a ?? "").ToList();
        return given.Count <= MostAddresses ? given
            : throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", (name, "Schema describes at most 500 items"));
    }
}
