using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>Groups of interests and what is in them. A member's interests are part of the member calls.</summary>
internal static class MailchimpInterestCalls
{
    public static void Add(MailchimpApi api)
    {
        api.Add("GET", "lists/{list}/interest-categories", c => (200, c.Page("categories", c.Audience.Interests.DistinctBy(i => i.CategoryId), i => new JObject
        {
            ["list_id"] = c.Audience.Id, ["id"] = i.CategoryId, ["title"] = i.Category, ["display_order"] = 0, ["type"] = "checkboxes",
        }, ("list_id", c.Audience.Id))));
        api.Add("GET", "lists/{list}/interest-categories/{category}/interests", c => c.Audience.Interests.Where(i => i.CategoryId == c.Path["category"]).ToList() is { Count: > 0 } found
            ? (200, c.Page("interests", found, i => new JObject
            {
                ["category_id"] = i.CategoryId, ["list_id"] = c.Audience.Id, ["id"] = i.Id, ["name"] = i.Name, ["subscriber_count"] = "0", ["display_order"] = 1,
            }, ("list_id", c.Audience.Id), ("category_id", c.Path["category"])))
            : throw MailchimpProblemException.NotFound());
    }

    /// <summary>The member's interests after a write that names some of them.</summary>
    public static IReadOnlySet<string> After(MailchimpCall call, MailchimpMember? before)
    {
        var interests = new HashSet<string>(before?.Interests ?? new HashSet<string>());
        foreach (var (id, on) in call.Json["interests"] as JObject ?? [])
        {
            if (call.Audience.Interests.TrueForAll(i => i.Id != id))
            {
                throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", ("interests." + id, $"Invalid interest ID: '{id}'."));
            }

            _ = (bool?)on == true ? interests.Add(id) : interests.Remove(id);
        }

        return interests;
    }

    /// <summary>Every interest of the audience, with whether the member has it.</summary>
    public static JObject Json(MailchimpMember member, MailchimpAudience audience) => new(audience.Interests.Select(i => new JProperty(i.Id, member.Interests.Contains(i.Id))));
}
