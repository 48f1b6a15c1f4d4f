namespace IntegrationHub.Connectors.Payloads;

/// <summary>Tells a link that asks for a review from any other.</summary>
public static class ReviewLink
{
    /// <summary>True for the addresses that a Business Profile hands out for asking: <c>g.page/r/…/review</c> and the search's <c>writereview</c>.</summary>
    public static bool Is(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && ((uri.Host == "g.page" && uri.AbsolutePath.TrimEnd('/').EndsWith("/review", StringComparison.Ordinal))
            || (uri.Host == "search.google.com" && uri.AbsolutePath.StartsWith("/local/writereview", StringComparison.Ordinal)));
}
