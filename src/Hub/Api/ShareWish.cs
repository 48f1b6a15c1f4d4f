namespace IntegrationHub.Hub.Api;

/// <summary>A link to the page of a rule.</summary>
/// <param name="For">For whom it is.</param>
/// <param name="By">Who makes it.</param>
/// <param name="Version">The version whose words are shown. Left out, the draft that waits, or else the version in force.</param>
/// <param name="Days">So many days it opens the page, 1 to 90; 14 when left out.</param>
public sealed record ShareWish(string For, string By, int? Version = null, int? Days = null);
