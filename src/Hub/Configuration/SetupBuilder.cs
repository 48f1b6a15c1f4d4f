using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using IntegrationHub.Connectors;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration.Document;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Configuration;

/// <summary>Checks the meaning of a configuration document and builds the setup; collects mistakes instead of stopping at the first.</summary>
internal sealed partial class SetupBuilder(JObject root, string file, string folder, Func<string, string?> environment)
{
    private static readonly string[] Roles = ["shop", "mail", "crm", "reviews", "other", "hook"];
    private readonly List<ConfigurationMistake> _mistakes = [];

    /// <summary>The setup, or all mistakes.</summary>
    public LoadedSetup Build(ConnectorsDocument document)
    {
        var listen = Listen(document.Listen);
        var publicUrl = PublicUrl(document.PublicUrl);
        var grants = new Dictionary<string, GrantSetup>(StringComparer.Ordinal);
        for (var i = 0; i < document.Grants.Count; i++)
        {
            if (Grant(document.Grants[i], $"grants[{i}]") is { } grant && !grants.TryAdd(grant.Id, grant))
            {
                Mistake($"grants[{i}].id", $"two grants are called '{grant.Id}'.", "Give each its own id.");
            }
        }

        var apps = new Dictionary<string, AppSetup>(StringComparer.Ordinal);
        for (var i = 0; i < document.Apps.Count; i++)
        {
            if (App(document.Apps[i], $"apps[{i}]") is { } app && !apps.TryAdd(app.Connector.Info.Id, app))
            {
                Mistake($"apps[{i}].connector", $"two apps are for {app.Connector.Info.Name}.", "Keep one of them.");
            }
        }

        var keys = Keys(document);
        var clients = new Dictionary<string, ClientSetup>(StringComparer.Ordinal);
        for (var i = 0; i < document.Clients.Count; i++)
        {
            if (Client(document.Clients[i], $"clients[{i}]", grants) is { } client && !clients.TryAdd(client.Id, client))
            {
                Mistake($"clients[{i}].id", $"two clients are called '{client.Id}'.", "Give each its own id.");
            }
        }

        CheckThings(clients.Values);
        var data = Path.GetFullPath(document.Data ?? "data", folder);
        return new LoadedSetup(_mistakes.Count == 0 ? new HubSetup(publicUrl, grants.Values, clients.Values, apps.Values, keys) : null, listen, data, _mistakes);
    }

    // What a tool says of one shop or portal belongs to one client; of two, one would get nothing.
    private void CheckThings(IEnumerable<ClientSetup> clients)
    {
        foreach (var twice in clients.SelectMany(c => c.Connections).GroupBy(c => (c.Grant.Connector.Info.Id, Thing: c.Thing.ToLowerInvariant())).Where(g => g.Count() > 1))
        {
            var info = twice.First().Grant.Connector.Info;
            Mistake(
                "clients", $"the {info.ThingName} '{twice.First().Thing}' of {info.Name} has {twice.Count()} connections: {string.Join(", ", twice.Select(c => c.Client + "/" + c.Id))}.",
                "Keep one of them: everything the tool says of it goes to one client.");
        }
    }

    private Uri Listen(string? text)
    {
        var fallback = new Uri("http://127.0.0.1:5080");
        if (text is null)
        {
            return fallback;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != "http")
        {
            Mistake("listen", $"'{text}' is no address to listen on.", "Write it like http://127.0.0.1:5080.");
            return fallback;
        }

        if (!(url.IsLoopback && (url.Host == "localhost" || IPAddress.TryParse(url.Host.Trim('[', ']'), out _))))
        {
            Mistake("listen", $"'{text}' can be reached from outside, and the dashboard has no sign-in yet.", "Listen on 127.0.0.1 and put a proxy before /hooks only.");
        }

        return url;
    }

    private Uri? PublicUrl(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == "https" || url.IsLoopback))
        {
            return url;
        }

        Mistake("publicUrl", $"'{text}' is no https address.", "Vendors call https only; write it like https://hub.example.com.");
        return null;
    }

    private AppSetup? App(AppDocument app, string path)
    {
        if (!Catalog.All.TryGetValue(app.Connector, out var connector))
        {
            Mistake(path + ".connector", $"unknown connector '{app.Connector}'.", Distance.Hint(app.Connector, Catalog.All.Keys));
            return null;
        }

        if (connector.Info.SignIn is not { } signIn)
        {
            Mistake(path + ".connector", $"nobody signs in at {connector.Info.Name}.", "Remove this app.");
            return null;
        }

        var before = _mistakes.Count;
        if (string.IsNullOrWhiteSpace(app.ClientId))
        {
            Mistake(path + ".clientId", "the client id is empty.", "Copy it from the app's page at the vendor.");
        }

        var secret = Secret(path + ".clientSecret", app.ClientSecret);
        var previous = app.PreviousClientSecret is { } old ? Secret(path + ".previousClientSecret", old) : null;
        DateOnly? applied = null;
        if (app.Applied is { } text)
        {
            applied = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
            if (applied is null)
            {
                Mistake(path + ".applied", $"'{text}' is no day.", "Write it like 2026-11-02.");
            }
        }

        foreach (var (name, address) in new[] { ("authorizeUrl", app.AuthorizeUrl), ("tokenUrl", app.TokenUrl), ("baseUrl", app.BaseUrl) })
        {
            if (address is not null && !(Uri.TryCreate(AppSetup.Fill(address, "thing"), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            {
                Mistake($"{path}.{name}", $"'{address}' is no http address.", "Leave it out for the vendor's own address.");
            }
        }

        return _mistakes.Count > before || secret is null ? null
            : new(connector, app.ClientId.Trim(), secret, previous, app.AuthorizeUrl ?? signIn.AuthorizeUrl, app.TokenUrl ?? signIn.TokenUrl, app.BaseUrl ?? connector.Info.DefaultBaseUrl, app.Settings, applied);
    }

    private SecretKeySetup Keys(ConnectorsDocument document)
    {
        return new(Key("secretKey", document.SecretKey), Key("previousSecretKey", document.PreviousSecretKey));

        string? Key(string path, string? reference)
        {
            if (reference is null || Secret(path, reference) is not { } key)
            {
                return null;
            }

            var bytes = new byte[64];
            if (!Convert.TryFromBase64String(key, bytes, out var length) || length != 32)
            {
                Mistake(path, $"{path}: the key is not 32 bytes as base64.", "Make one with: openssl rand -base64 32");
                return null;
            }

            return key;
        }
    }

    private GrantSetup? Grant(GrantDocument grant, string path)
    {
        if (!Catalog.All.TryGetValue(grant.Connector, out var connector))
        {
            Mistake(path + ".connector", $"unknown connector '{grant.Connector}'.", Distance.Hint(grant.Connector, Catalog.All.Keys));
            return null;
        }

        var info = connector.Info;
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, reference) in grant.Credentials)
        {
            if (info.Credentials.All(c => c.Name != name))
            {
                Mistake($"{path}.credentials.{name}", $"{info.Name} knows no credential '{name}'.", Distance.Hint(name, info.Credentials.Select(c => c.Name)));
            }
            else if (Secret($"{path}.credentials.{name}", reference) is { } secret)
            {
                secrets[name] = secret;
            }
        }

        foreach (var missing in info.Credentials.Where(c => c.Required && c.Secret && !grant.Credentials.ContainsKey(c.Name)))
        {
            Mistake(path + ".credentials", $"{info.Name} needs '{missing.Name}': {missing.Meaning}", $"Add \"{missing.Name}\": \"env:NAME\".");
        }

        return Uri.TryCreate(grant.BaseUrl ?? info.DefaultBaseUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? new GrantSetup(grant.Id, connector, url, secrets, grant.Settings)
            : MistakeOf<GrantSetup>(path + ".baseUrl", $"'{grant.BaseUrl}' is no http address.", "Leave it out for the vendor's own address.");
    }

    private ClientSetup? Client(ClientDocument client, string path, Dictionary<string, GrantSetup> grants)
    {
        if (client.Id == "apps")
        {
            Mistake(path + ".id", "'apps' is the first part of the addresses of app-level webhooks.", "Give the client another id.");
        }

        if (!IdPattern().IsMatch(client.Id))
        {
            Mistake(path + ".id", $"'{client.Id}' cannot be part of an address.", "Use lower-case letters, digits and hyphens, at most 40.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(client.TimeZone, out _))
        {
            Mistake(path + ".timeZone", $"unknown time zone '{client.TimeZone}'.", "Use an IANA name like Europe/Berlin.");
        }

        if (!CurrencyPattern().IsMatch(client.Currency))
        {
            Mistake(path + ".currency", $"'{client.Currency}' is no currency code.", "Use three capital letters like EUR.");
        }

        var locale = client.Locale ?? "en-GB";
        var region = RegionOf(locale, path);
        var mapping = client.Mapping is null ? null : Path.GetFullPath(client.Mapping, folder);
        if (mapping is not null && !File.Exists(mapping))
        {
            Mistake(path + ".mapping", $"the mapping file {client.Mapping} does not exist.", "Create it, or leave 'mapping' out: then no rule runs.");
        }

        if (client.Files is not (null or "draft" or "publish"))
        {
            Mistake(path + ".files", $"unknown value '{client.Files}'.", "Write draft or publish.");
        }

        var holidays = Holidays(client, path);
        var connections = new List<ConnectionSetup>();
        for (var i = 0; i < client.Connections.Count; i++)
        {
            if (Connection(client, client.Connections[i], $"{path}.connections[{i}]", grants, region) is { } connection)
            {
                connections.Add(connection);
            }
        }

        CheckConnections(connections, path);
        return new ClientSetup(client.Id, client.Name, client.TimeZone, client.Currency, locale, holidays, mapping, client.Files == "publish", client.Sample, WithPrimaries(connections));
    }

    private ConnectionSetup? Connection(ClientDocument client, ConnectionDocument connection, string path, Dictionary<string, GrantSetup> grants, string region)
    {
        if (connection.Id == "hub")
        {
            Mistake(path + ".id", "'hub' is how the hub's own tags and deeds are called.", "Give the connection another id.");
        }

        if (!IdPattern().IsMatch(connection.Id))
        {
            Mistake(path + ".id", $"'{connection.Id}' cannot be part of an address.", "Use lower-case letters, digits and hyphens, at most 40.");
        }

        if (!grants.TryGetValue(connection.Grant, out var grant))
        {
            Mistake(path + ".grant", $"unknown grant '{connection.Grant}'.", Distance.Hint(connection.Grant, grants.Keys));
            return null;
        }

        var info = grant.Connector.Info;
        var role = connection.Role ?? info.Role;
        if (!Roles.Contains(role))
        {
            Mistake(path + ".role", $"unknown role '{role}'.", Distance.Hint(role, Roles));
        }

        if (!info.IsThing(connection.Thing))
        {
            Mistake(path + ".thing", $"'{connection.Thing}' is no {info.ThingName} of {info.Name}.", $"It looks like {info.ThingHint}.");
        }

        foreach (var stream in connection.Streams ?? [])
        {
            if (info.Streams.All(s => s.Name != stream))
            {
                Mistake(path + ".streams", $"{info.Name} has no stream '{stream}'.", Distance.Hint(stream, info.Streams.Select(s => s.Name)));
            }
        }

        if (info.SecretInAddress && connection.AddressSecret is null && root["publicUrl"] is not null)
        {
            Mistake(path, $"{info.Name} needs 'addressSecret', the last segment of its webhook address.", "Add \"addressSecret\": \"env:NAME\" with at least 20 random letters.");
        }

        foreach (var mistake in info.CheckSettings?.Invoke(connection.Settings) ?? [.. connection.Settings.Keys.Select(k => new SettingMistake(k, $"{info.Name} knows no settings of a connection.", "Remove it; settings of a login stand at the grant."))])
        {
            Mistake($"{path}.settings.{mistake.Name}", mistake.Problem, mistake.Cure);
        }

        return new ConnectionSetup(
            client.Id, connection.Id, grant, role, connection.Primary, connection.Thing, [.. connection.Streams ?? [.. info.Streams.Select(s => s.Name)]],
            connection.WebhookSecret is { } own ? Secret(path + ".webhookSecret", own) : null,
            connection.AddressSecret is { } address ? Secret(path + ".addressSecret", address) : null,
            new ConnectionInfo(connection.Id, client.Id, role, connection.Thing, client.TimeZone, client.Currency, region) { Settings = connection.Settings })
        {
            Settings = connection.Settings,
        };
    }

    private void CheckConnections(List<ConnectionSetup> connections, string path)
    {
        foreach (var twice in connections.GroupBy(c => c.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            Mistake(path + ".connections", $"two connections are called '{twice.Key}'.", "Give each its own id.");
        }

        foreach (var role in connections.GroupBy(c => c.Role, StringComparer.Ordinal).Where(g => g.Count() > 1 && g.Count(c => c.Primary) != 1))
        {
            Mistake(path + ".connections", $"{role.Count()} connections have the role '{role.Key}' and {role.Count(c => c.Primary)} of them are primary.", "Mark exactly one with \"primary\": true.");
        }
    }

    private static ImmutableArray<ConnectionSetup> WithPrimaries(List<ConnectionSetup> connections) =>
        [.. connections.Select(c => connections.Count(o => o.Role == c.Role) == 1 ? c with { Primary = true } : c)];

    private ImmutableHashSet<DateOnly> Holidays(ClientDocument client, string path)
    {
        var days = ImmutableHashSet.CreateBuilder<DateOnly>();
        for (var i = 0; i < client.Holidays.Count; i++)
        {
            if (DateOnly.TryParseExact(client.Holidays[i], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                days.Add(day);
            }
            else
            {
                Mistake($"{path}.holidays[{i}]", $"'{client.Holidays[i]}' is no day.", "Write it like 2026-12-25.");
            }
        }

        return days.ToImmutable();
    }

    private string RegionOf(string locale, string path)
    {
        try
        {
            return new RegionInfo(locale).TwoLetterISORegionName;
        }
        catch (ArgumentException)
        {
            Mistake(path + ".locale", $"unknown locale '{locale}'.", "Use language and region like de-DE.");
            return "GB";
        }
    }

    private string? Secret(string path, string reference)
    {
        var (secret, problem, cure) = SecretReference.Resolve(reference, folder, environment);
        if (problem is not null)
        {
            Mistake(path, $"{path}: {problem}", cure!);
        }

        return secret;
    }

    private void Mistake(string path, string problem, string cure) => _mistakes.Add(new ConfigurationMistake(file, SchemaMistakes.LineAt(root, path), problem, cure));

    private T? MistakeOf<T>(string path, string problem, string cure) where T : class
    {
        Mistake(path, problem, cure);
        return null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex IdPattern();

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex CurrencyPattern();
}
