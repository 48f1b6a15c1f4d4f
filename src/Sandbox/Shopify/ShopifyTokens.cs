namespace IntegrationHub.Sandbox.Shopify;

/// <summary>
/// The tokens handed out for one shop, by the clock on the wall. A used refresh token may be used again until its replacement is used, at most for
/// 30 days from its first use (shopify.dev changelog, 28 August 2026); such a second use gives the same replacement. Called under the shop's lock.
/// </summary>
internal sealed class ShopifyTokens(SandboxWorld world)
{
    public static readonly TimeSpan AccessLife = TimeSpan.FromMinutes(60);
    public static readonly TimeSpan RefreshLife = TimeSpan.FromDays(90);
    private static readonly TimeSpan SecondUse = TimeSpan.FromDays(30);
    private readonly Dictionary<string, DateTimeOffset> _access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Link> _refresh = new(StringComparer.Ordinal);

    private DateTimeOffset Now => world.Options.WaitTime.GetUtcNow();

    public bool Accepts(string token) => _access.TryGetValue(token, out var ends) && ends > Now;

    public string Make(TimeSpan lasts)
    {
        var token = "shpat_" + world.Ids.Hex(32);
        _access[token] = Now + lasts;
        return token;
    }

    /// <summary>The first refresh token of a grant, or the one after another.</summary>
    public string MakeRefresh(string? after = null)
    {
        var token = "shprt_" + world.Ids.Hex(32);
        _refresh[token] = new Link(Now + RefreshLife, after);
        return token;
    }

    /// <summary>Uses a refresh token and returns its replacement; null when it is dead.</summary>
    public string? Rotate(string token)
    {
        if (!_refresh.TryGetValue(token, out var used) || used.Ends <= Now || used.FirstUsed + SecondUse <= Now)
        {
            return null;
        }

        if (used.Before is { } before)
        {
            _refresh.Remove(before);
        }

        var next = used.Next ?? MakeRefresh(token);
        _refresh[token] = used with { Before = null, Next = next, FirstUsed = used.FirstUsed ?? Now };
        return next;
    }

    public void ExpireAccess() => _access.Clear();

    public void Clear()
    {
        _access.Clear();
        _refresh.Clear();
    }

    private sealed record Link(DateTimeOffset Ends, string? Before, string? Next = null, DateTimeOffset? FirstUsed = null);
}
