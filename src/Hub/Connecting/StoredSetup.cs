using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Connectors;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Connecting;

/// <summary>The logins and connections of the store, and how they stand beside those of the file.</summary>
/// <param name="Grants">Logins.</param>
/// <param name="Connections">Connections.</param>
public sealed record StoredSetup(IReadOnlyList<StoredGrant> Grants, IReadOnlyList<StoredConnection> Connections)
{
    /// <summary>None.</summary>
    public static StoredSetup Nothing { get; } = new([], []);

    /// <summary>Looks into a store that nobody has opened yet, to check the files against it. Secrets are not read.</summary>
    /// <param name="dataFolder">Folder of the store.</param>
    public static StoredSetup Peek(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "hub.db");
        if (!File.Exists(path))
        {
            return Nothing;
        }

        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            return new(All(connection, StoredRows.GrantsSql, StoredRows.Grant), All(connection, StoredRows.ConnectionsSql, StoredRows.Connection));
        }
        catch (SqliteException)
        {
            return Nothing; // older than these tables, or locked: the start itself says what is wrong with a store
        }
    }

    /// <summary>What cannot stand beside the file: the same id, or the same thing twice.</summary>
    public IEnumerable<ConfigurationMistake> Conflicts(HubSetup file, string name)
    {
        foreach (var grant in Grants.Where(g => file.Grants.ContainsKey(g.Id)))
        {
            yield return new(name, 0, $"the grant '{grant.Id}' stands here and was also made on the Connections page.", "Give the one in the file another id.");
        }

        foreach (var made in Connections)
        {
            if (file.Connection(made.Client, made.Id) is not null)
            {
                yield return new(name, 0, $"the connection '{made.Client}/{made.Id}' stands here and was also made on the Connections page.", "Give the one in the file another id, or take it out.");
            }
            else if (ConnectorOf(file, made.Grant) is { } connector && file.Connected(connector, made.Thing) is { } same)
            {
                yield return new(name, 0, $"'{made.Thing}' is connected as {same.Client}/{same.Id} here and was also connected on the Connections page, as {made.Client}/{made.Id}.", "Keep one of them: everything the tool says of it goes to one client.");
            }
        }
    }

    /// <summary>Both together.</summary>
    /// <param name="file">What the file says.</param>
    /// <param name="before">Logins as they were put together last time, by id: one that has not changed stays the same object, so that nothing begins anew for it.</param>
    /// <param name="secretsOfGrant">Secrets of a login in the clear.</param>
    /// <param name="secretsOfConnection">Secrets of a connection in the clear.</param>
    public HubSetup Merge(
        HubSetup file, IDictionary<string, (long Version, GrantSetup Setup)> before, Func<StoredGrant, IReadOnlyDictionary<string, string>> secretsOfGrant,
        Func<StoredConnection, IReadOnlyDictionary<string, string>> secretsOfConnection)
    {
        var grants = new Dictionary<string, GrantSetup>(file.Grants, StringComparer.Ordinal);
        foreach (var row in Grants.Where(g => Catalog.All.ContainsKey(g.Connector)))
        {
            var version = row.SignedInAt;
            if (!before.TryGetValue(row.Id, out var known) || known.Version != version)
            {
                known = (version, Grant(file, row, secretsOfGrant(row)));
                before[row.Id] = known;
            }

            grants[row.Id] = known.Setup;
        }

        var clients = file.Clients.Values.Select(client => client with { Connections = WithPrimaries(
        [
            .. client.Connections,
            .. Connections.Where(c => c.Client == client.Id && grants.ContainsKey(c.Grant)).Select(c => Connection(client, grants[c.Grant], c, secretsOfConnection(c))),
        ]) });
        return file.With(grants.Values, clients);
    }

    private static GrantSetup Grant(HubSetup file, StoredGrant row, IReadOnlyDictionary<string, string> secrets)
    {
        var connector = Catalog.All[row.Connector];
        var app = file.Apps.GetValueOrDefault(row.Connector);
        var credentials = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var credential in connector.Info.Credentials.Where(c => c.Secret && secrets.ContainsKey(c.Name)))
        {
            credentials[credential.Name] = secrets[credential.Name];
        }

        if (row.Kind is not GrantKind.Key)
        {
            credentials[CredentialNames.AccessToken] = LoginTokens.PlaceholderOf(row.Id);
            // The app's secret signs its webhooks.
            Put(CredentialNames.WebhookSecret, row.Kind is GrantKind.OwnApp ? secrets.GetValueOrDefault(GrantSecrets.ClientSecret) : app?.ClientSecret);
            Put(CredentialNames.PreviousWebhookSecret, row.Kind is GrantKind.OwnApp ? null : app?.PreviousClientSecret);
        }

        var baseUrl = row.BaseUrl is { } own ? new Uri(own) : AppSetup.BaseOf(app, connector.Info, row.Thing);
        return new GrantSetup(row.Id, connector, baseUrl, credentials, app?.Settings ?? new Dictionary<string, string>()) { IsStored = true };

        void Put(string name, string? secret)
        {
            // Where each connection's webhooks have a secret of their own (Mailchimp), the app's is not it.
            if (secret is not null && !connector.Info.SecretInAddress && connector.Info.Credentials.Any(c => c.Name == name))
            {
                credentials[name] = secret;
            }
        }
    }

    private static ConnectionSetup Connection(ClientSetup client, GrantSetup grant, StoredConnection row, IReadOnlyDictionary<string, string> secrets) => Connection(
        client, grant, row, secrets, JsonSerializer.Deserialize<Dictionary<string, string>>(row.Settings) ?? []);

    private static ConnectionSetup Connection(
        ClientSetup client, GrantSetup grant, StoredConnection row, IReadOnlyDictionary<string, string> secrets, Dictionary<string, string> settings) => new(
        client.Id, row.Id, grant, row.Role, row.IsPrimary, row.Thing, [.. grant.Connector.Info.Streams.Select(s => s.Name)], secrets.GetValueOrDefault(CredentialNames.WebhookSecret),
        secrets.GetValueOrDefault(CredentialNames.AddressSecret),
        new ConnectionInfo(row.Id, client.Id, row.Role, row.Thing, client.TimeZone, client.Currency, new RegionInfo(client.Locale).TwoLetterISORegionName) { Settings = settings })
    {
        IsStored = true, Settings = settings,
    };

    // One stands for its role: the first that says so (the file's come first), else the first at all.
    private static ImmutableArray<ConnectionSetup> WithPrimaries(List<ConnectionSetup> connections)
    {
        var first = connections.GroupBy(c => c.Role, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.FirstOrDefault(c => c.Primary) ?? g.First(), StringComparer.Ordinal);
        return [.. connections.Select(c => c.Primary == ReferenceEquals(first[c.Role], c) ? c : c with { Primary = !c.Primary })];
    }

    private string? ConnectorOf(HubSetup file, string grant) => Grants.FirstOrDefault(g => g.Id == grant)?.Connector ?? file.Grants.GetValueOrDefault(grant)?.Connector.Info.Id;

    private static List<T> All<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }
}
