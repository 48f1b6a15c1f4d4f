namespace IntegrationHub.Sandbox.SignIn;

/// <summary>
/// An app as it is registered at a vendor: where browsers may be sent back to, and the codes that wait to be exchanged. A code lives ten minutes by the clock on the wall and is good
/// once, whatever comes of the exchange. Thread safe.
/// </summary>
public sealed class SignInApp(SandboxWorld world)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SignInCode> _codes = new(StringComparer.Ordinal);

    /// <summary>Registered redirect addresses; compared letter by letter.</summary>
    public ISet<string> RedirectAddresses { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Codes that were exchanged so far.</summary>
    public int Exchanged { get; internal set; }

    /// <summary>A code for a request that was allowed.</summary>
    internal string Issue(SignInRequest asked, IReadOnlyList<string> scopes)
    {
        lock (_gate)
        {
            var code = world.Ids.Hex(32);
            _codes[code] = new SignInCode(asked, scopes, world.Options.WaitTime.GetUtcNow() + CodeLife);
            return code;
        }
    }

    /// <summary>Uses a code up. Null when it is unknown, used or too old.</summary>
    internal SignInCode? Take(string? code)
    {
        lock (_gate)
        {
            return code is not null && _codes.Remove(code, out var found) && found.Ends > world.Options.WaitTime.GetUtcNow() ? found : null;
        }
    }
}
