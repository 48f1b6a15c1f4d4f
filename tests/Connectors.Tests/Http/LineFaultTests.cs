using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;

namespace IntegrationHub.Connectors.Tests.Http;

/// <summary>The real pipeline and Refit in front of nobody: faults of the line are answers, not exceptions.</summary>
public sealed class LineFaultTests : IDisposable
{
    private readonly VendorHttp _http = new(TimeProvider.System);

    // Those that can be asked; a webhook in or out has nobody to ask.
    public static TheoryData<string> Connectors => [.. Catalog.All.Where(c => c.Value.Info.Streams.Count > 0).Select(c => c.Key)];

    public void Dispose() => _http.Dispose();

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task A_vendor_that_cannot_be_reached_is_asked_again_later(string id)
    {
        var answer = await Catalog.All[id].CheckAsync(Session(id), CancellationToken.None);
        Assert.Equal(FailureKind.Transient, answer.Failure?.Kind);
        Assert.StartsWith("No connection", answer.Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task Who_stops_waiting_gets_no_verdict(string id)
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Catalog.All[id].CheckAsync(Session(id), stop.Token));
    }

    private VendorSession Session(string id)
    {
        var connector = Catalog.All[id];
        var thing = connector.Info.ThingPattern is { } pattern && System.Text.RegularExpressions.Regex.IsMatch("12345678", pattern) ? "12345678" : "a1b2c3d4e5";
        var connection = new ConnectionInfo("c", "anna", connector.Info.Role, thing, "Europe/Berlin", "EUR", "DE");
        var credentials = new Dictionary<string, string> { [CredentialNames.AccessToken] = "secret-token-for-tests-us19" };
        return new(connection, "g", _http.For(connector.Info, "g" + id, connection, new Uri("http://127.0.0.1:9/"), credentials, CallPriority.Delivery), credentials, new Dictionary<string, string> { ["account"] = "accounts/1" }, TimeProvider.System);
    }
}
