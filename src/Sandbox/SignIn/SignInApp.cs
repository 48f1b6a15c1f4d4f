using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Sandbox.SignIn;

/// <summary>An app as it is registered at a vendor: where browsers may be sent back to, and the codes that wait to be exchanged. Thread safe.</summary>
public sealed class SignInApp(SandboxWorld world)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SignInCode> _codes = new(StringComparer.Ordinal);

    /// <summary>Registered redirect addresses; compared letter by letter.</summary>
    public ISet<string> RedirectAddresses { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Codes that were exchanged so far.</summary>
    public int Exchanged { get; private set; }

    internal string Issue(string redirect, IReadOnlyDictionary<string, string> query)
    {
        lock (_gate)
        {
            var code = world.Ids.Hex(32);
            _codes[code] = new(redirect, query.GetValueOrDefault("code_challenge"), world.Options.WaitTime.GetUtcNow() + CodeLife, query);
            return code;
        }
    }

    /// <summary>Takes a code, once.</summary>
    /// <param name="form">The exchange as sent.</param>
    /// <returns>What it was given for; null when it is none, was used, ran out, names another redirect address or brings a wrong verifier.</returns>
    internal SignInCode? Take(IReadOnlyDictionary<string, string> form)
    {
        lock (_gate)
        {
            if (!_codes.Remove(form.GetValueOrDefault("code") ?? "", out var code) || code.Until < world.Options.WaitTime.GetUtcNow())
            {
                return null;
            }

            // A vendor that knows no redirect_uri at the exchange is not asked with one.
            if (form.TryGetValue("redirect_uri", out var redirect) && redirect != code.Redirect)
            {
                return null;
            }

            var verifier = form.GetValueOrDefault("code_verifier");
            if (code.Challenge is not null && (verifier is null || Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) != code.Challenge))
            {
                return null;
            }

            Exchanged++;
            return code;
        }
    }
}
