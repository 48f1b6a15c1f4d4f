namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>A form somebody sent. HubSpot has no webhook for it: it is polled, or noticed by the properties it sets.</summary>
/// <param name="FormGuid">The form.</param>
/// <param name="At">When it was sent.</param>
/// <param name="PageUrl">The page it stood on.</param>
/// <param name="Values">The answers, by field name.</param>
public sealed record HubSpotSubmission(string FormGuid, DateTimeOffset At, string PageUrl, IReadOnlyDictionary<string, string> Values);
