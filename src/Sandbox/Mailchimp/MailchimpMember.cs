using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>One address in one audience. Changed only under the account's lock; what callers get is a snapshot.</summary>
public sealed record MailchimpMember
{
    /// <summary>The address as written.</summary>
    public required string Email { get; init; }

    /// <summary>The audience.</summary>
    public required string ListId { get; init; }

    /// <summary>MD5 of the lower-cased address: how the API names a member.</summary>
    public string Hash => HashOf(Email);

    /// <summary>Ten hexadecimal digits that webhooks carry.</summary>
    public required string UniqueId { get; init; }

    /// <summary>Thirty-two hexadecimal digits over all channels.</summary>
    public required string ContactId { get; init; }

    /// <summary>The number in the tool's addresses.</summary>
    public long WebId { get; init; }

    /// <summary>subscribed, unsubscribed, cleaned, pending, transactional or archived.</summary>
    public required string Status { get; init; }

    /// <summary>True when the API must not subscribe the address again: its owner said no, or it bounced.</summary>
    public bool InComplianceState { get; init; }

    /// <summary>Why it was unsubscribed.</summary>
    public string? UnsubscribeReason { get; init; }

    /// <summary>Merge fields by tag.</summary>
    public IReadOnlyDictionary<string, JToken> Merge { get; init; } = new Dictionary<string, JToken>();

    /// <summary>Tags by name, with the time they were set.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Tags { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>Events sent to the member.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Name, JObject Properties)> Events { get; init; } = [];

    /// <summary>What happened with the member, oldest first.</summary>
    public IReadOnlyList<MailchimpActivity> Activity { get; init; } = [];

    /// <summary>The latest note.</summary>
    public string? Note => Notes.Count == 0 ? null : Notes[^1].Text;

    /// <summary>Notes, oldest first.</summary>
    public IReadOnlyList<(long Id, string Text, DateTimeOffset At)> Notes { get; init; } = [];

    /// <summary>Ids of the interests it has.</summary>
    public IReadOnlySet<string> Interests { get; init; } = new HashSet<string>();

    /// <summary>Language.</summary>
    public string Language { get; init; } = "";

    /// <summary>Whether the team marked it as very important.</summary>
    public bool Vip { get; init; }

    /// <summary>What made the member: a form, an import, an app.</summary>
    public string Source { get; init; } = "Embed Form";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last agreed.</summary>
    public DateTimeOffset? OptAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The name of an address in the API.</summary>
#pragma warning disable CA5351, CA1308 // The vendor names members by MD5 of the lower-cased address.
    public static string HashOf(string email) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant())));
#pragma warning restore CA5351, CA1308
}
