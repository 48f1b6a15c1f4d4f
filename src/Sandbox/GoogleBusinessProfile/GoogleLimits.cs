namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>Calls a minute for each host, edits a minute for each location. Called under the simulator's lock.</summary>
internal sealed class GoogleLimits(GoogleSwitches switches)
{
    private readonly Dictionary<string, Queue<DateTimeOffset>> _taken = new(StringComparer.Ordinal);

    public void TakeCall(string service, DateTimeOffset now)
    {
        if (switches.QuotaZero) throw GoogleRefusalException.OverQuota(service, "0", "Requests");
        Take("call " + service, switches.CallsPerMinute, now, service, "Requests");
    }

    public void TakeEdit(string location, DateTimeOffset now) => Take("edit " + location, switches.EditsPerMinute, now, "mybusiness", "Edits");

    private void Take(string key, int most, DateTimeOffset now, string service, string unit)
    {
        if (!_taken.TryGetValue(key, out var queue)) _taken[key] = queue = new();
        while (queue.TryPeek(out var first) && first <= now.AddMinutes(-1)) queue.Dequeue();
        if (queue.Count >= most) throw GoogleRefusalException.OverQuota(service, most.ToString(System.Globalization.CultureInfo.InvariantCulture), unit);
        queue.Enqueue(now);
    }
}
