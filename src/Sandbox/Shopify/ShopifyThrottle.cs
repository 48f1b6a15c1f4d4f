namespace IntegrationHub.Sandbox.Shopify;

/// <summary>The leaky bucket of one app in one shop: what a query asks for is taken at once, what it did not need comes back.</summary>
public sealed class ShopifyThrottle(TimeProvider time)
{
    private DateTimeOffset _at = time.GetUtcNow();
    private double _available = 2000;

    /// <summary>Size of the bucket, in points.</summary>
    public double Maximum { get; set; } = 2000;

    /// <summary>Points that come back each second.</summary>
    public double RestoreRate { get; set; } = 100;

    /// <summary>Points there now.</summary>
    public double Available
    {
        get
        {
            var now = time.GetUtcNow();
            _available = Math.Min(Maximum, _available + ((now - _at).TotalSeconds * RestoreRate));
            _at = now;
            return _available;
        }
    }

    /// <summary>Takes the points; false (and nothing taken) when they are not there.</summary>
    public bool Take(double points)
    {
        if (Available < points)
        {
            return false;
        }

        _available -= points;
        return true;
    }

    /// <summary>Gives points back.</summary>
    public void Return(double points) => _available = Math.Min(Maximum, Available + points);

    /// <summary>Leaves only so many points, as after another app's rush.</summary>
    public void Drain(double left = 0) => _available = Math.Min(left, Available);
}
