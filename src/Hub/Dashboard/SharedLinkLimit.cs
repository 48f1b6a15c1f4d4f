using System.Threading.RateLimiting;

namespace IntegrationHub.Hub.Dashboard;

/// <summary>How often pages behind links may be asked for by all together: 60 at once, 5 a second after that. They are the only pages that strangers reach; a secret cannot be guessed, work can be made.</summary>
public sealed class SharedLinkLimit : IDisposable
{
    private readonly TokenBucketRateLimiter _limiter = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = 60, TokensPerPeriod = 5, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = true,
    });

    /// <summary>Takes one; false when there is none left.</summary>
    public bool Take()
    {
        using var lease = _limiter.AttemptAcquire();
        return lease.IsAcquired;
    }

    /// <inheritdoc />
    public void Dispose() => _limiter.Dispose();
}
