using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Secrets;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Connecting;

/// <summary>Links by which somebody without a place here signs in at a tool, once: the owner of a shop, a client of an agency. They show nothing of the client's data.</summary>
public sealed class ConnectLinks(HubStore store, HubIds ids, CurrentSetup current, TimeProvider time)
{
    /// <summary>Path below which the links stand.</summary>
    public const string Path = "/connect/link";

    /// <summary>So many days a link may be used where nobody says otherwise.</summary>
    public const int UsualDays = 7;

    /// <summary>Most days.</summary>
    public const int MostDays = 30;

    private const string Columns = "id,client,connector,thing,\"grant\",\"for\",\"by\",at,expires_at,opened_at,used_at,taken_back_at";

    /// <summary>Makes a link.</summary>
    /// <param name="wish">For what and whom; id and times are set here.</param>
    /// <param name="lasts">How long it may be used.</param>
    /// <returns>The secret, shown once, and the link.</returns>
    public async Task<(string Token, ConnectLink Link)> MakeAsync(ConnectLink wish, TimeSpan lasts)
    {
        var (token, now) = (BrowserSecret.New(), time.GetUtcNow());
        wish.Id = ids.Next();
        wish.TokenHash = BrowserSecret.HashOf(token)!;
        wish.At = now.ToUnixTimeMilliseconds();
        wish.ExpiresAt = (now + lasts).ToUnixTimeMilliseconds();
        await store.Writer.Write(t => t.Execute(
            """insert into connect_link (id,client,connector,thing,"grant",token_hash,"for","by",at,expires_at,opened_at,used_at,taken_back_at) values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,null,null,null)""",
            wish.Id, wish.Client, wish.Connector, wish.Thing, wish.Grant, wish.TokenHash, wish.For, wish.By, wish.At, wish.ExpiresAt));
        return (token, wish);
    }

    /// <summary>The links of a client, the newest first.</summary>
    public IReadOnlyList<ConnectLink> Of(string client)
    {
        using var reader = store.Read();
        return reader.Query($"select {Columns} from connect_link where client=@p0 order by id desc limit 100", Read, client);
    }

    /// <summary>Opens a link.</summary>
    /// <param name="token">The secret of the address.</param>
    /// <param name="look">True when a person looks: the first time is kept.</param>
    /// <returns>The link; null when it is none, was used, was taken back or ran out, or its client is gone.</returns>
    public async Task<ConnectLink?> OpenAsync(string token, bool look)
    {
        if (BrowserSecret.HashOf(token) is not { } hash)
        {
            return null;
        }

        ConnectLink? link;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        using (var reader = store.Read())
        {
            link = reader.Query($"select {Columns} from connect_link where token_hash=@p0 and used_at is null and taken_back_at is null and expires_at>@p1", Read, hash, now) is [var one] ? one : null;
        }

        if (link is null || !current.Value.Clients.ContainsKey(link.Client))
        {
            return null;
        }

        if (look && link.OpenedAt is null)
        {
            await store.Writer.Write(t => t.Execute("update connect_link set opened_at=@p1 where id=@p0 and opened_at is null", link.Id, now));
        }

        return link;
    }

    /// <summary>Takes a link back.</summary>
    /// <returns>False when the client has no link of this id that can still be used.</returns>
    public async Task<bool> TakeBackAsync(string client, long id) => await store.Writer.Write(t => t.Execute(
        "update connect_link set taken_back_at=@p2 where client=@p0 and id=@p1 and used_at is null and taken_back_at is null", client, id, time.GetUtcNow().ToUnixTimeMilliseconds())) == 1;

    /// <summary>The address that is sent to somebody.</summary>
    /// <param name="here">Where the hub was reached by who made the link.</param>
    /// <param name="token">The secret.</param>
    public string AddressOf(string here, string token) => current.Value.AddressOf($"{Path}/{token}", here);

    private static ConnectLink Read(Microsoft.Data.Sqlite.SqliteDataReader r)
    {
        return new()
        {
            Id = r.GetInt64(0), Client = r.GetString(1), Connector = r.GetString(2), Thing = r.IsDBNull(3) ? null : r.GetString(3), Grant = r.IsDBNull(4) ? null : r.GetString(4), For = r.GetString(5),
            By = r.GetString(6), At = r.GetInt64(7), ExpiresAt = r.GetInt64(8), OpenedAt = Time(9), UsedAt = Time(10), TakenBackAt = Time(11),
        };

        long? Time(int column) => r.IsDBNull(column) ? null : r.GetInt64(column);
    }
}
