namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>One entry of a member's activity feed.</summary>
/// <param name="Type">sent, open, click, bounce, unsub, event, note, generic_signup ...</param>
/// <param name="At">When.</param>
/// <param name="CampaignId">The campaign it belongs to, flow mails included.</param>
/// <param name="Values">The fields of its own, by their names on the wire.</param>
public sealed record MailchimpActivity(string Type, DateTimeOffset At, string? CampaignId, IReadOnlyDictionary<string, string> Values);
