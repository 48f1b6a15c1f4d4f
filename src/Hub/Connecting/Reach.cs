using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Secrets;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Hub.Vendors;

namespace IntegrationHub.Hub.Connecting;

/// <summary>Asks a tool, through a login or a key, what can be connected, and what of it can really be read.</summary>
public sealed class Reach(CurrentSetup current, ConnectionBook book, VendorSessions sessions, VendorHttp http, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>What a login reaches. Whose login it is is written down where that was not known yet.</summary>
    /// <param name="client">Client id; decides nothing about what is listed, which is the login's.</param>
    /// <param name="grant">Grant id, of the store or of the file.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<VendorResult<IReadOnlyList<ReachableThing>>> ThingsAsync(string client, string grant, CancellationToken cancellationToken)
    {
        var setup = current.Value;
        if (!setup.Grants.TryGetValue(grant, out var login) || !setup.Clients.TryGetValue(client, out var owner))
        {
            return new VendorFailure(FailureKind.NotFound, "This login is not there any more. Sign in again.");
        }

        using var limit = Limit(cancellationToken);
        var session = Session(owner, login);
        if (book.Grant(grant) is { Account: "" } && await login.Connector.OwnerAsync(session, limit.Token) is { Value: { } name })
        {
            await book.NameAsync(grant, name);
        }

        return await login.Connector.ThingsAsync(session, limit.Token);
    }

    /// <summary>Tries a key before it is kept: whose it is, and what it reaches.</summary>
    /// <param name="client">The client.</param>
    /// <param name="connector">The connector.</param>
    /// <param name="key">The key as pasted; not kept here.</param>
    /// <param name="thing">The shop, where it must be named before; null otherwise.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<(VendorResult<LoginOwner> Owner, VendorResult<IReadOnlyList<ReachableThing>>? Things)> TryKeyAsync(
        ClientSetup client, IConnector connector, string key, string? thing, CancellationToken cancellationToken)
    {
        Redactor.Register(key);
        var app = current.Value.Apps.GetValueOrDefault(connector.Info.Id);
        var login = new GrantSetup(
            "trying", connector, AppSetup.BaseOf(app, connector.Info, thing), new Dictionary<string, string> { [CredentialNames.AccessToken] = key }, app?.Settings ?? new Dictionary<string, string>());
        using var limit = Limit(cancellationToken);
        var session = Session(client, login, thing);
        var owner = await connector.OwnerAsync(session, limit.Token);
        return (owner, owner.Failure is null ? await connector.ThingsAsync(session, limit.Token) : null);
    }

    /// <summary>What of a connection can really be read.</summary>
    public async Task<VendorResult<IReadOnlyList<ReadCheck>>> ReadableAsync(ConnectionSetup connection, CancellationToken cancellationToken)
    {
        using var limit = Limit(cancellationToken);
        var session = sessions.For(connection, CallPriority.Delivery);
        var login = await connection.Grant.Connector.CheckAsync(session, limit.Token);
        return login.Failure is { } failure ? failure : await connection.Grant.Connector.ReadableAsync(session, limit.Token);
    }

    private CancellationTokenSource Limit(CancellationToken cancellationToken)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        return limit;
    }

    private VendorSession Session(ClientSetup client, GrantSetup login, string? thing = null)
    {
        var info = login.Connector.Info;
        var connection = new ConnectionInfo("new", client.Id, info.Role, thing ?? book.Grant(login.Id)?.Thing ?? "", client.TimeZone, client.Currency, "");
        return new(connection, login.Id, http.For(info, login.Id, connection, login.BaseUrl, login.Credentials, CallPriority.Delivery), login.Credentials, login.Settings, time);
    }
}
