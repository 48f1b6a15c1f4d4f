using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Secrets;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Connecting;

/// <summary>The logins and connections that were made by click: kept in the store, put in force beside those of the file, without a restart.</summary>
public sealed class ConnectionBook(HubStore store, HubIds ids, CurrentSetup current, SecretVault vault, LoginTokens tokens, StopsAndGo stops, IWaker waker, TimeProvider time)
{
    /// <summary>Deed: a tool was connected.</summary>
    public const string Connected = "hub.connected";

    /// <summary>Deed: a tool was taken away.</summary>
    public const string Disconnected = "hub.disconnected";

    private readonly HubSetup _file = current.Value;
    private readonly Dictionary<string, (long, GrantSetup)> _before = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Reads the store and puts everything in force.</summary>
    public void Load()
    {
        lock (_gate)
        {
            using var reader = store.Read();
            var stored = new StoredSetup(reader.Query(StoredRows.GrantsSql, StoredRows.Grant), reader.Query(StoredRows.ConnectionsSql, StoredRows.Connection));
            if (stored.Grants.Count == 0 && stored.Connections.Count == 0 && ReferenceEquals(current.Value, _file))
            {
                return;
            }

            current.Replace(stored.Merge(_file, _before, g => vault.Of(reader, g.Client, GrantSecrets.Of(g.Id)), c => vault.Of(reader, c.Client, GrantSecrets.Of(c.Client, c.Id))));
        }
    }

    /// <summary>The logins that a client may use, the newest first: its own and the agency's.</summary>
    public IReadOnlyList<StoredGrant> GrantsOf(string client)
    {
        using var reader = store.Read();
        return reader.Query(StoredRows.GrantsSql + " where client=@p0 or client='' order by made_at desc", StoredRows.Grant, client);
    }

    /// <summary>A login; null when there is none of this id.</summary>
    public StoredGrant? Grant(string id)
    {
        using var reader = store.Read();
        return reader.Query(StoredRows.GrantsSql + " where id=@p0", StoredRows.Grant, id) is [var one] ? one : null;
    }

    /// <summary>Keeps a new login, or what a new sign-in at an old one gave.</summary>
    /// <param name="grant">The login; its times are set here.</param>
    /// <param name="secrets">Its secrets by name; null takes one away.</param>
    public async Task KeepAsync(StoredGrant grant, IReadOnlyDictionary<string, string?> secrets)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await store.Writer.Write(t =>
        {
            t.Execute(
                """
                insert into stored_grant (id,client,connector,kind,account,name,base_url,thing,scopes,"by",made_at,signed_in_at,access_until,refresh_until,renewed_at,ended_at,reason,lease_owner,lease_until,epoch)
                values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p10,@p11,@p12,null,null,null,null,null,1)
                on conflict (id) do update set account=excluded.account, name=excluded.name, base_url=excluded.base_url, scopes=excluded.scopes, "by"=excluded."by", signed_in_at=excluded.signed_in_at,
                  access_until=excluded.access_until, refresh_until=excluded.refresh_until, ended_at=null, reason=null, lease_owner=null, lease_until=null, epoch=epoch+1
                """, grant.Id, grant.Client, grant.Connector, grant.Kind, grant.Account, grant.Name, grant.BaseUrl, grant.Thing, grant.Scopes, grant.By, now, grant.AccessUntil, grant.RefreshUntil);
            foreach (var (name, secret) in secrets)
            {
                vault.Put(t, grant.Client, GrantSecrets.Of(grant.Id), name, secret);
            }
        });
        tokens.Forget(grant.Id);
        Load();
        waker.GrantHasWork(grant.Id);
    }

    /// <summary>Writes whose login it is, once that could be read.</summary>
    public Task NameAsync(string grant, LoginOwner owner) =>
        store.Writer.Write(t => t.Execute("update stored_grant set account=@p1, name=@p2 where id=@p0", grant, owner.Account, owner.Name));

    /// <summary>An id that no login has.</summary>
    public string NewGrantId(string connector)
    {
        for (var n = 1; ; n++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{connector}-{n}");
            if (!current.Value.Grants.ContainsKey(id) && Grant(id) is null)
            {
                return id;
            }
        }
    }

    /// <summary>Connects a thing to a client. Reading begins at once.</summary>
    /// <returns>The connection's id, or why it cannot be.</returns>
    public async Task<(string? Id, string? Problem)> ConnectAsync(ConnectOrder order)
    {
        var setup = current.Value;
        if (!setup.Clients.TryGetValue(order.Client, out var client) || !setup.Grants.TryGetValue(order.Grant, out var grant) || (Grant(order.Grant) is { Client: not "" } kept && kept.Client != order.Client))
        {
            return (null, "This login is not there any more. Sign in again.");
        }

        var info = grant.Connector.Info;
        if (setup.Connected(info.Id, order.Thing.Thing) is { } taken)
        {
            return (null, taken.Client == order.Client ? $"“{order.Thing.Name}” is connected already." : $"“{order.Thing.Name}” is connected to another client. Everything {info.Name} says of it can go to one client only.");
        }

        if (!info.IsThing(order.Thing.Thing))
        {
            return (null, $"“{order.Thing.Thing}” is no {info.ThingName} of {info.Name}. It looks like {info.ThingHint}.");
        }

        var id = IdFor(client, info, order.Thing.Thing);
        var primary = client.Connections.All(c => c.Role != info.Role);
        await store.Writer.Write(t =>
        {
            t.Execute(
                """
                insert into stored_connection (client,id,"grant",role,is_primary,thing,name,settings,"by",made_at) values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9)
                on conflict (client,id) do update set "grant"=excluded."grant", is_primary=excluded.is_primary, name=excluded.name, settings=excluded.settings, "by"=excluded."by", made_at=excluded.made_at, removed_at=null
                """, order.Client, id, order.Grant, info.Role, primary, order.Thing.Thing, order.Thing.Name, JsonSerializer.Serialize(order.Thing.Settings ?? new Dictionary<string, string>()), order.By,
                time.GetUtcNow().ToUnixTimeMilliseconds());
            if (info.SecretInAddress)
            {
                vault.Put(t, order.Client, GrantSecrets.Of(order.Client, id), CredentialNames.AddressSecret, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24)));
            }

            Say(t, order.Client, Connected, id, info.Name, order.Thing.Name, order.By);
            if (order.Hold is { } reason)
            {
                // With the connection and not after it: between the two a rule could write.
                stops.Stop(t, StopScope.OfConnection(order.Client, id), order.By, reason);
            }
        });
        Load();
        waker.GrantHasWork(order.Grant);
        stops.Tell(order.Client);
        return (id, null);
    }

    /// <summary>Makes an address that anything can call (a connector without login and sign-in), with a secret in it.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="connector">Connector id.</param>
    /// <param name="name">What calls, a name of one's own.</param>
    /// <param name="settings">The connection's settings, without mistakes.</param>
    /// <param name="by">Who makes it.</param>
    /// <returns>The connection's id and the path with its secret, shown once; or why it cannot be.</returns>
    public async Task<(string? Id, string? Path, string? Problem)> AddSourceAsync(string client, string connector, string name, IReadOnlyDictionary<string, string> settings, string by)
    {
        if (!Connectors.Catalog.All.TryGetValue(connector, out var found) || found.Info.CheckSettings is not { } check)
        {
            return (null, null, "There is no such kind of source.");
        }

        if (check(settings).FirstOrDefault() is { } mistake)
        {
            return (null, null, $"{mistake.Name}: {mistake.Problem} {mistake.Cure}");
        }

        var grant = new StoredGrant { Id = NewGrantId(connector), Client = client, Connector = connector, Kind = GrantKind.Key, Account = name, Name = name, By = by };
        await KeepAsync(grant, new Dictionary<string, string?>());
        var (id, problem) = await ConnectAsync(new(client, grant.Id, new(name, name, "", Settings: settings), by));
        if (id is null)
        {
            await store.Writer.Write(t => t.Execute("delete from stored_grant where id=@p0", grant.Id));
            Load();
            return (null, null, problem);
        }

        return (id, $"/hooks/{client}/{id}/{current.Value.Connection(client, id)!.AddressSecret}", null);
    }

    /// <summary>Takes a connection away. What came in stays; what waits to go out stays held. A login that nothing uses any more goes with it, with its tokens.</summary>
    /// <returns>False when there is no such connection of the store.</returns>
    public async Task<bool> DisconnectAsync(string client, string connection, string by)
    {
        var removed = await store.Writer.Write(t =>
        {
            if (t.Query(StoredRows.ConnectionsSql + " and client=@p0 and id=@p1", StoredRows.Connection, client, connection) is not [var row])
            {
                return false;
            }

            t.Execute("update stored_connection set removed_at=@p2 where client=@p0 and id=@p1", client, connection, time.GetUtcNow().ToUnixTimeMilliseconds());
            SecretVault.Forget(t, GrantSecrets.Of(client, connection));
            if (t.Scalar<long>("""select count(*) from stored_connection where "grant"=@p0 and removed_at is null""", row.Grant) == 0 && t.Execute("delete from stored_grant where id=@p0 and client<>''", row.Grant) > 0)
            {
                SecretVault.Forget(t, GrantSecrets.Of(row.Grant));
                tokens.Forget(row.Grant);
            }

            t.Execute("delete from subscription where client=@p0 and connection=@p1", client, connection);
            t.Execute("delete from connection_state where client=@p0 and connection=@p1", client, connection);
            t.Execute("""update alert set solved_at=@p2 where client=@p0 and "key"=@p1 and solved_at is null""", client, "connection:" + connection, time.GetUtcNow().ToUnixTimeMilliseconds());
            var tool = current.Value.Connection(client, connection)?.Grant.Connector.Info.Name ?? row.Role;
            Say(t, client, Disconnected, connection, tool, row.Name, by);
            return true;
        });
        if (removed)
        {
            Load();
            waker.LaneHasWork(client);
        }

        return removed;
    }

    private void Say(StoreTransaction t, string client, string deed, string connection, string tool, string thing, string by) =>
        new DeedRows(ids, time).Insert(t, client, deed, connection, new Dictionary<string, string> { ["connection"] = connection, ["tool"] = tool, ["thing"] = thing, ["by"] = by });

    // The id of the same thing as before, so that its history goes on; else one that never meant anything else.
    private string IdFor(ClientSetup client, ConnectorInfo info, string thing)
    {
        using var reader = store.Read();
        var removed = reader.Query(
            "select id,role,thing from stored_connection where client=@p0 and removed_at is not null", r => (Id: r.GetString(0), Role: r.GetString(1), Thing: r.GetString(2)), client.Id);
        if (removed.Find(r => r.Role == info.Role && string.Equals(r.Thing, thing, StringComparison.OrdinalIgnoreCase)).Id is { } same && client.Connections.All(c => c.Id != same))
        {
            return same;
        }

        for (var n = 1; ; n++)
        {
            var id = n == 1 ? info.Role : string.Create(CultureInfo.InvariantCulture, $"{info.Role}-{n}");
            if (client.Connections.All(c => c.Id != id) && removed.TrueForAll(r => r.Id != id)
                && reader.Scalar<long>("select count(*) from (select 1 from counter where client=@p0 and connection=@p1 limit 1)", client.Id, id) == 0)
            {
                return id;
            }
        }
    }
}
