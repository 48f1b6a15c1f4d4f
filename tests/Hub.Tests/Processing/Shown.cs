namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>An event as the tiny tool writes it.</summary>
internal sealed record Shown(string Name, string Id, string? Customer = null, string? Email = null, bool Verified = true, string? Tag = null, bool On = true, DateTimeOffset? At = null);
