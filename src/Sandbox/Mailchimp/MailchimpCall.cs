using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>One API call, from the wire or out of a batch.</summary>
internal sealed record MailchimpCall(
    MailchimpSimulator Account, IReadOnlyDictionary<string, string> Path, IReadOnlyDictionary<string, string> Query, JObject? Body, Actor By)
{
    public JObject Json => Body ?? throw new MailchimpProblemException(400, "JSON Parse Exception", "We encountered an unspecified JSON parsing error");

    public MailchimpAudience Audience => Account.AudienceOrThrow(Path["list"]);

    /// <summary>The member named by hash, raw address or contact id; null when there is none.</summary>
    public MailchimpMember? Member
    {
        get
        {
            var name = Uri.UnescapeDataString(Path["member"]);
            var members = Audience.Members;
            return members.GetValueOrDefault(name.Contains('@', StringComparison.Ordinal) ? MailchimpMember.HashOf(name) : name)
                ?? members.Values.FirstOrDefault(m => m.ContactId == name);
        }
    }

    public MailchimpMember MemberOrThrow => Member is { } m ? m : throw MailchimpProblemException.NotFound();

    public bool Flag(string name) => Query.GetValueOrDefault(name) == "true";

    public DateTimeOffset? Time(string name)
    {
        if (!Query.TryGetValue(name, out var text))
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at : throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", (name, "Invalid date"));
    }

    /// <summary>A page of a collection: <c>count</c> (10 unless told, at most 1000) from <c>offset</c>, with the number of all.</summary>
    public JObject Page<T>(string name, IEnumerable<T> all, Func<T, JToken> json, params (string Name, JToken Value)[] more)
    {
        var count = Number("count", 10);
        if (count > 1000)
        {
            throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", ("count", "Must be 1000 or less"));
        }

        var list = all.ToList();
        var page = new JObject { [name] = new JArray(list.Skip(Number("offset", 0)).Take(count).Select(json)) };
        foreach (var (field, value) in more)
        {
            page[field] = value;
        }

        page["total_items"] = list.Count;
        return page;
    }

    private int Number(string name, int otherwise) => !Query.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", (name, "Must be a positive integer"));
}
