namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>One mail of a flow.</summary>
/// <param name="Wait">How long after the start, or after the mail before it.</param>
/// <param name="Subject">The subject line.</param>
public sealed record MailchimpFlowMail(TimeSpan Wait, string Subject);
