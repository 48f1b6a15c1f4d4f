using System.Collections.Concurrent;
using System.Globalization;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Processing;

/// <summary>
/// When rules with dates or segments come in force, every contact is looked at once, a slice a turn: their timers are set, and who is in a segment already is noted as of old. Where it stands is kept with
/// the cursors, so that a new start goes on there.
/// </summary>
public sealed class Looking(HubStore store, MappingsInForce mappings)
{
    /// <summary>Contacts of one turn.</summary>
    internal const int Slice = 100;

    private const string Done = "done";
    private readonly ConcurrentDictionary<string, string> _done = new(StringComparer.Ordinal);

    /// <summary>True when some contacts of a client may not have been looked at; reads nothing.</summary>
    public bool IsOpen(string client) => Sign(client) is { Length: > 0 } sign && _done.GetValueOrDefault(client) != sign;

    /// <summary>How many contacts are still to be looked at; null when none are.</summary>
    public long? Left(string client)
    {
        using var reader = store.Read();
        return IsOpen(client) && Place(reader, client, Sign(client)) is { } after ? reader.Scalar<long>("select count(*) from contact where client=@p0 and id>@p1 and erased=0 and merged_into is null", client, after) : null;
    }

    /// <summary>The next contacts; without any when all were looked at and that is still to be noted; null when there is nothing to do.</summary>
    internal LookSlice? Next(StoreReader reader, string client)
    {
        if (!IsOpen(client))
        {
            return null;
        }

        var sign = Sign(client);
        if (Place(reader, client, sign) is not { } after)
        {
            _done[client] = sign;
            return null;
        }

        return new(sign, reader.Query("select id from contact where client=@p0 and id>@p1 and erased=0 and merged_into is null order by id limit @p2", r => r.GetInt64(0), client, after, Slice));
    }

    /// <summary>Notes how far a slice went.</summary>
    internal static LaneStatement Note(string client, LookSlice slice) => new(
        "insert into cursor(client,connection,stream,value,first_done,next_at,records) values (@p0,'hub','look',@p1,0,@p2,@p3) on conflict(client,connection,stream) do update set value=excluded.value, records=records+excluded.records",
        [client, slice.Sign + " " + (slice.Contacts is [.., var last] ? last.ToString(CultureInfo.InvariantCulture) : Done), long.MaxValue, slice.Contacts.Count]);

    /// <summary>Forgets where it stands: another version watches something else, and what happened in between was not seen.</summary>
    internal void Begin(StoreTransaction t, string client)
    {
        t.Execute("delete from cursor where client=@p0 and connection='hub' and stream='look'", client);
        _done.TryRemove(client, out _);
    }

    private string Sign(string client) => mappings.Find(client)?.Compiled.WatchingSign ?? "";

    // The contact that was looked at last, 0 before the first; null when all were.
    private static long? Place(StoreReader reader, string client, string sign) =>
        reader.Scalar<string?>("select value from cursor where client=@p0 and connection='hub' and stream='look'", client)?.Split(' ') is [var of, var place] && of == sign
            ? place == Done ? null : long.Parse(place, CultureInfo.InvariantCulture)
            : 0;
}
