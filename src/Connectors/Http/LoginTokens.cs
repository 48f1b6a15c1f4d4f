using System.Collections.Concurrent;
using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.Http;

/// <summary>
/// The access tokens of logins that are renewed while the hub runs. Connectors never see them: they are given a placeholder, and the token takes its place in the moment of the call.
/// However many calls find a token run out, one of them renews it and the others wait for that.
/// </summary>
public sealed class LoginTokens(TimeProvider time)
{
    /// <summary>So shortly before its end a token is not used any more: the vendor's clock is not ours.</summary>
    public static readonly TimeSpan TooShort = TimeSpan.FromSeconds(30);

    private const string Mark = "hub-login:";
    private readonly ConcurrentDictionary<string, LoginToken> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<VendorResult<LoginToken>>>> _renewing = new(StringComparer.Ordinal);

    /// <summary>
    /// Gets a token for a login: the kept one where another process has renewed it, else a new one from the vendor. The second argument is the token that is not good any more; null when
    /// none was known.
    /// </summary>
    public Func<string, string?, Task<VendorResult<LoginToken>>> Renew { get; set; } =
        static (_, _) => Task.FromResult<VendorResult<LoginToken>>(new VendorFailure(FailureKind.Transient, "Logins are not ready yet."));

    /// <summary>What stands for a login's token among the credentials.</summary>
    public static string PlaceholderOf(string grant) => Mark + grant + ";";

    /// <summary>The login that a header's value speaks of; null when it holds no placeholder.</summary>
    internal static string? GrantIn(string value)
    {
        var start = value.IndexOf(Mark, StringComparison.Ordinal);
        var end = start < 0 ? -1 : value.IndexOf(';', start);
        return end < 0 ? null : value[(start + Mark.Length)..end];
    }

    /// <summary>Makes a token known.</summary>
    public void Put(string grant, LoginToken token)
    {
        Redactor.Register(token.Text);
        _known[grant] = token;
    }

    /// <summary>Forgets a login: the next call asks for its token anew.</summary>
    public void Forget(string grant) => _known.TryRemove(grant, out _);

    /// <summary>A token that the vendor should accept now.</summary>
    /// <exception cref="LoginUnavailableException">There is none and none can be had now.</exception>
    internal async Task<string> ValidAsync(string grant, CancellationToken cancellationToken) =>
        _known.TryGetValue(grant, out var token) && IsGood(token) ? token.Text : await NewAsync(grant, token?.Text, cancellationToken);

    /// <summary>Another token after the vendor refused this one; null when there is no other.</summary>
    internal async Task<string?> AfterRefusalAsync(string grant, string refused, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(grant, out var token) && token.Text != refused && IsGood(token))
        {
            return token.Text; // somebody else has renewed it meanwhile
        }

        try
        {
            return await NewAsync(grant, refused, cancellationToken) is var text && text != refused ? text : null;
        }
        catch (LoginUnavailableException)
        {
            return null; // the refusal itself says more
        }
    }

    /// <summary>Renews a login ahead of time, or joins whoever does so already.</summary>
    /// <param name="grant">The login.</param>
    /// <param name="notThis">The token that is to be replaced.</param>
    public async Task<VendorResult<LoginToken>> RenewAsync(string grant, string? notThis)
    {
        var renewing = _renewing.GetOrAdd(grant, _ => new(() => Task.Run(() => Renew(grant, notThis))));
        try
        {
            var answer = await renewing.Value;
            if (answer.Value is { } token)
            {
                Put(grant, token);
            }

            return answer;
        }
        finally
        {
            _renewing.TryRemove(new(grant, renewing));
        }
    }

    private bool IsGood(LoginToken token) => token.Until is not { } until || until - time.GetUtcNow() > TooShort;

    private async Task<string> NewAsync(string grant, string? notThis, CancellationToken cancellationToken)
    {
        var answer = await RenewAsync(grant, notThis).WaitAsync(cancellationToken);
        return answer.Value is { } token ? token.Text : throw new LoginUnavailableException(answer.Failure!);
    }
}
