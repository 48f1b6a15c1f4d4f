using System.Collections.Concurrent;
using IntegrationHub.Hub.Configuration;

namespace IntegrationHub.Hub.Vendors;

/// <summary>
/// Connections whose credentials the vendor refused. Nobody calls through them for a while, longer after each refusal: a refused token does not get better by asking, and some
/// vendors lock an account that keeps asking; but one refusal in the middle of a vendor's own trouble must not stop a connection for good.
/// </summary>
public sealed class RefusedConnections(TimeProvider time)
{
    /// <summary>The first pause; each further refusal doubles it.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(15);

    /// <summary>The longest pause.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    private readonly ConcurrentDictionary<(string Client, string Connection), Refusal> _refused = new();

    /// <summary>Remembers a refusal; after a new setup of the grant, and after a long time without one, it counts as the first.</summary>
    public void Add(ConnectionSetup connection) => _refused.AddOrUpdate(
        (connection.Client, connection.Id), _ => First(connection),
        (_, before) => !ReferenceEquals(before.Grant, connection.Grant) || time.GetUtcNow() > before.Until + LongestPause ? First(connection)
            : time.GetUtcNow() < before.Until ? before
            : before with { Pause = Longer(before.Pause), Until = time.GetUtcNow() + Longer(before.Pause) });

    /// <summary>True while nobody may call with the credentials that are in force now.</summary>
    public bool Contains(ConnectionSetup connection) =>
        _refused.TryGetValue((connection.Client, connection.Id), out var refusal) && ReferenceEquals(refusal.Grant, connection.Grant) && time.GetUtcNow() < refusal.Until;

    /// <summary>Lets calls through again: the vendor answered, or a person says that it is mended.</summary>
    public void Forget(string client, string connection) => _refused.TryRemove((client, connection), out _);

    private Refusal First(ConnectionSetup connection) => new(connection.Grant, FirstPause, time.GetUtcNow() + FirstPause);

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private sealed record Refusal(GrantSetup Grant, TimeSpan Pause, DateTimeOffset Until);
}
