namespace IntegrationHub.Hub.Api;

/// <summary>What a person wants taken back.</summary>
/// <param name="By">Who takes back; not needed for a preview.</param>
/// <param name="From">Done at or after this time; null for 24 hours before <paramref name="To"/>.</param>
/// <param name="To">Done before this time; null for now.</param>
/// <param name="Version">Only what this version of the rules did; null for any.</param>
/// <param name="Preview">True to hear only what would be done.</param>
/// <param name="KeepPlanned">True to leave what is planned and not sent yet.</param>
/// <param name="Note">Why; may be left out.</param>
public sealed record UndoWish(string? By, DateTimeOffset? From, DateTimeOffset? To, int? Version, bool Preview = false, bool KeepPlanned = false, string? Note = null);
