namespace IntegrationHub.Hub.Storage;

/// <summary>The counts of P5 per connection and UTC day: <c>received</c>, <c>duplicate</c>, <c>done</c>, <c>unmapped</c>, <c>quarantined</c>, <c>rejected:REASON</c>.</summary>
public static class DailyCounts
{
    /// <summary>Adds to a count; nothing happens for zero.</summary>
    public static void Add(StoreTransaction transaction, string client, string connection, DateTimeOffset at, string kind, long n)
    {
        if (n == 0)
        {
            return;
        }

        transaction.Execute(
            "insert into counter(client,connection,day,kind,n) values (@p0,@p1,@p2,@p3,@p4) on conflict(client,connection,day,kind) do update set n=n+excluded.n",
            client, connection, Day(at), kind, n);
    }

    /// <summary>A UTC day as yyyymmdd.</summary>
    public static int Day(DateTimeOffset at) => Day(DateOnly.FromDateTime(at.UtcDateTime));

    /// <summary>A day of whichever zone as yyyymmdd.</summary>
    public static int Day(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;
}
