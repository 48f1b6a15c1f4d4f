using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Processing;

/// <summary>The versions of a client's rules: every text that was in force, and the draft that may come next. Files and people write into one history.</summary>
public sealed class MappingHistory(HubStore store, TimeProvider time)
{
    /// <summary>Longest document that is taken, in characters.</summary>
    public const int LongestDocument = 1_000_000;

    private const string Columns = "version,state,at,by,source,hash,published_at,published_by,note";

    /// <summary>All versions, the newest first, each with when it was put in force and by whom.</summary>
    public IReadOnlyList<MappingEntry> List(string client)
    {
        using var reader = store.Read();
        return reader.Query($"select {Columns} from mapping_version where client=@p0 order by version desc", Read, client);
    }

    /// <summary>The text of a version; null when there is none of this number.</summary>
    public string? Document(string client, int version)
    {
        using var reader = store.Read();
        return reader.Scalar<string?>("select document from mapping_version where client=@p0 and version=@p1", client, version);
    }

    /// <summary>Keeps a text as the draft of the next version; an earlier draft is put away. A text that is the draft or in force already gives that version.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="document">The text; it need not be without mistakes.</param>
    /// <param name="by">Who wrote it.</param>
    /// <param name="source"><see cref="MappingEntry.FromFile"/> or <see cref="MappingEntry.FromPerson"/>.</param>
    public Task<int> DraftAsync(string client, string document, string by, string source) => store.Writer.Write(t => Draft(t, client, document, by, source));

    /// <summary>Puts a draft away. It stays in the history.</summary>
    /// <returns>False when this version is no draft (any more).</returns>
    public Task<bool> DiscardAsync(string client, int version) => store.Writer.Write(t => t.Execute(
        "update mapping_version set state=@p2 where client=@p0 and version=@p1 and state=@p3", client, version, MappingEntry.Discarded, MappingEntry.Draft) == 1);

    internal int Draft(StoreTransaction t, string client, string document, string by, string source)
    {
        var hash = HashOf(document);
        if (t.Query("select version from mapping_version where client=@p0 and hash=@p1 and state in (@p2,@p3)", r => r.GetInt32(0), client, hash, MappingEntry.Draft, MappingEntry.Published) is [var known, ..])
        {
            return known;
        }

        t.Execute("update mapping_version set state=@p1 where client=@p0 and state=@p2", client, MappingEntry.Discarded, MappingEntry.Draft);
        return Insert(t, client, document, hash, MappingEntry.Draft, by, source);
    }

    internal int Insert(StoreTransaction t, string client, string document, string hash, string state, string by, string source)
    {
        var version = t.Scalar<int>("select coalesce(max(version),0)+1 from mapping_version where client=@p0", client);
        t.Execute(
            "insert into mapping_version(client,version,hash,document,state,at,by,source) values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7)",
            client, version, hash, document, state, time.GetUtcNow().ToUnixTimeMilliseconds(), by, source);
        return version;
    }

    internal static List<MappingEntry> Entries(StoreTransaction t, string client) => t.Query($"select {Columns} from mapping_version where client=@p0 order by version desc", Read, client);

    internal static string HashOf(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    private static MappingEntry Read(Microsoft.Data.Sqlite.SqliteDataReader r) => new(
        r.GetInt32(0), r.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(2)), r.GetString(3), r.GetString(4), r.GetString(5),
        r.IsDBNull(6) ? null : DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(6)), r.IsDBNull(7) ? "" : r.GetString(7), r.IsDBNull(8) ? "" : r.GetString(8));
}
