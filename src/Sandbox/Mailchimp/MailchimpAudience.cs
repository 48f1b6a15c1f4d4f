namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>An audience. Its members are reached through the simulator.</summary>
public sealed class MailchimpAudience
{
    internal MailchimpAudience(string id, string name, long webId, DateTimeOffset at)
    {
        Id = id;
        Name = name;
        WebId = webId;
        CreatedAt = at;
        MergeFields.AddRange([new(1, "FNAME", "First Name", "text"), new(2, "LNAME", "Last Name", "text"), new(3, "ADDRESS", "Address", "address"), new(4, "PHONE", "Phone Number", "phone")]);
    }

    /// <summary>Ten hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>The name people see.</summary>
    public string Name { get; }

    /// <summary>The number in the tool's addresses.</summary>
    public long WebId { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; }

    internal List<MailchimpMergeField> MergeFields { get; } = [];

    /// <summary>By hash, in the order in which they came.</summary>
    internal Dictionary<string, MailchimpMember> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Interests in their groups, in the order in which they were made.</summary>
    internal List<MailchimpInterest> Interests { get; } = [];

    /// <summary>Tag names with their numbers.</summary>
    internal Dictionary<string, long> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>Hashes that were erased for good: the API cannot add them again.</summary>
    internal HashSet<string> Forgotten { get; } = new(StringComparer.Ordinal);
}
