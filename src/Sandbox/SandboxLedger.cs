namespace IntegrationHub.Sandbox;

/// <summary>What was really done at the vendors, in order. Only grows; thread safe. Tests ask it for the truth.</summary>
public sealed class SandboxLedger
{
    private readonly List<LedgerEntry> _entries = [];
    private readonly Lock _gate = new();

    /// <summary>How many things were done so far; also the sequence of the last one.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Writes one thing down.</summary>
    public LedgerEntry Add(
        string vendor, string account, string verb, string target, Actor by, DateTimeOffset at, params IEnumerable<(string Name, string? Value)> values)
    {
        var written = values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        lock (_gate)
        {
            var entry = new LedgerEntry(_entries.Count + 1, vendor, account, verb, target, written, at, by);
            _entries.Add(entry);
            return entry;
        }
    }

    /// <summary>The entries that fit, oldest first. What is left out does not narrow the search.</summary>
    /// <param name="vendor">Only this vendor.</param>
    /// <param name="account">Only this account.</param>
    /// <param name="verb">Only this verb.</param>
    /// <param name="target">Only this object.</param>
    /// <param name="since">Only entries after this sequence number.</param>
    public IReadOnlyList<LedgerEntry> Entries(string? vendor = null, string? account = null, string? verb = null, string? target = null, long since = 0)
    {
        lock (_gate)
        {
            return [.. _entries.Skip((int)Math.Clamp(since, 0, _entries.Count)).Where(e =>
                (vendor is null || e.Vendor == vendor) && (account is null || e.Account == account)
                && (verb is null || e.Verb == verb) && (target is null || e.Object == target))];
        }
    }
}
