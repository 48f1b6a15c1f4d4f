using System.Collections.Immutable;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Journey;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace IntegrationHub.Connectors.Tests;

/// <summary>A connector with the real pipeline in front of a recorded vendor on loopback.</summary>
internal sealed class VendorBench : IDisposable
{
    private readonly VendorHttp _http = new(TimeProvider.System);

    internal VendorBench(IConnector connector, string thing, TimeProvider? clock = null)
    {
        Connector = connector;
        var connection = new ConnectionInfo("c1", "anna", connector.Info.Role, thing, "Europe/Berlin", "EUR", "DE");
        var credentials = new Dictionary<string, string> { [CredentialNames.AccessToken] = "secret-token-for-tests-us19" };
        Session = new(connection, "g1", _http.For(connector.Info, "g1", connection, new Uri(Server.Url!), credentials, CallPriority.Delivery), credentials, new Dictionary<string, string>(), clock ?? TimeProvider.System);
    }

    internal WireMockServer Server { get; } = WireMockServer.Start();

    internal IConnector Connector { get; }

    internal VendorSession Session { get; }

    internal int Calls => Server.LogEntries.Count;

    internal VendorBench Answer(string path, int status, string body, string contentType = "application/json", string? retryAfter = null)
    {
        var response = Response.Create().WithStatusCode(status).WithBody(body).WithHeader("Content-Type", contentType);
        Server.Given(WireMock.RequestBuilders.Request.Create().WithPath(path).UsingAnyMethod()).RespondWith(retryAfter is null ? response : response.WithHeader("Retry-After", retryAfter));
        return this;
    }

    internal async Task<IReadOnlyList<ActionVerdict>> Deliver(string verb, params OutboundAction[] actions) => await Connector.DeliverAsync(Session, verb, actions, CancellationToken.None);

    internal static OutboundAction Action(string key, string? id, string? email, int attempt, params (string Name, string Value)[] arguments) =>
        new(key, new(id, email), arguments.ToImmutableSortedDictionary(pair => pair.Name, pair => Value.Of(pair.Value)), attempt);

    public void Dispose()
    {
        _http.Dispose();
        Server.Dispose();
    }
}
