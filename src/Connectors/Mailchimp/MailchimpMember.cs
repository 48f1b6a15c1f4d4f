using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>How a member of an audience is named.</summary>
internal static class MailchimpMember
{
    /// <summary>The subscriber hash: MD5 of the lower-cased address, as the API wants it (https://mailchimp.com/developer/marketing/docs/methods-parameters/). A name, not a protection.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "The vendor names members by MD5.")]
    internal static string Hash(string email) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant())));

    /// <summary>The member an action concerns: the known record, else the one that the contact's address would have; null when neither is known.</summary>
    internal static string? Of(ActionTarget target) =>
        target.ObjectId is { Length: 32 } id && id.All(char.IsAsciiHexDigit) ? id.ToLowerInvariant() : target.Email is { Length: > 2 } email ? Hash(email) : null;

    /// <summary>Mark of a tag.</summary>
    internal static WriteMark TagMark(string hash, string tag, bool on) => new("member:" + hash, "tag:" + tag.Trim().ToLowerInvariant(), on ? "on" : "off");

    /// <summary>Mark of a status: <c>subscribed</c> or <c>unsubscribed</c>.</summary>
    internal static WriteMark StatusMark(string hash, string status) => new("member:" + hash, "status", status);
}
