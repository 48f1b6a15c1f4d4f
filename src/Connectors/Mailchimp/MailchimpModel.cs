using Newtonsoft.Json;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>Tag changes of one member; <c>is_syncing</c> stays false so that flows start.</summary>
internal sealed record MailchimpTags([property: JsonProperty("tags")] IReadOnlyList<MailchimpTag> Tags);

/// <summary>One tag: <c>active</c> or <c>inactive</c>.</summary>
internal sealed record MailchimpTag([property: JsonProperty("name")] string Name, [property: JsonProperty("status")] string Status);

/// <summary>Addresses to put into a static segment, or to take out; the other list is left out.</summary>
internal sealed record MailchimpSegmentChange(
    [property: JsonProperty("members_to_add", NullValueHandling = NullValueHandling.Ignore)] IReadOnlyList<string>? MembersToAdd,
    [property: JsonProperty("members_to_remove", NullValueHandling = NullValueHandling.Ignore)] IReadOnlyList<string>? MembersToRemove);

/// <summary>What changes of a member; the rest is left out and stays.</summary>
internal sealed record MailchimpPatch
{
    /// <summary>Merge fields by tag.</summary>
    [JsonProperty("merge_fields", NullValueHandling = NullValueHandling.Ignore)]
    public IReadOnlyDictionary<string, string>? MergeFields { get; init; }

    /// <summary>Interests by id.</summary>
    [JsonProperty("interests", NullValueHandling = NullValueHandling.Ignore)]
    public IReadOnlyDictionary<string, bool>? Interests { get; init; }

    /// <summary>Status; only where changing it is the intent.</summary>
    [JsonProperty("status", NullValueHandling = NullValueHandling.Ignore)]
    public string? Status { get; init; }
}

/// <summary>A note at a member.</summary>
internal sealed record MailchimpNote([property: JsonProperty("note")] string Note);

/// <summary>Whom a journey's step begins with.</summary>
internal sealed record MailchimpTrigger([property: JsonProperty("email_address")] string EmailAddress);

/// <summary>A member to be there.</summary>
internal sealed record MailchimpPut(
    [property: JsonProperty("email_address")] string EmailAddress,
    [property: JsonProperty("status_if_new")] string StatusIfNew,
    [property: JsonProperty("merge_fields")] IReadOnlyDictionary<string, string>? MergeFields);

/// <summary>A member event; property values are texts.</summary>
internal sealed record MailchimpEvent([property: JsonProperty("name")] string Name, [property: JsonProperty("properties")] IReadOnlyDictionary<string, string> Properties);
