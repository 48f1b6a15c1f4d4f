namespace IntegrationHub.Sandbox;

/// <summary>The HTTP request of one attempt: a POST with this body and these headers, signed.</summary>
public sealed record WebhookRequest(byte[] Body, string ContentType, IReadOnlyDictionary<string, string> Headers);
