namespace IntegrationHub.Hub.Sharing;

/// <summary>What a link opens.</summary>
/// <param name="Link">The link.</param>
/// <param name="Shown">The page.</param>
public sealed record OpenedShare(ShareLink Link, ShownRule Shown);
