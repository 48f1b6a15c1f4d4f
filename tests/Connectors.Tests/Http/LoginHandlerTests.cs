using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.HubSpot;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace IntegrationHub.Connectors.Tests.Http;

/// <summary>The token takes its placeholder's place at the last moment; a refusal is answered once by a new one.</summary>
public sealed class LoginHandlerTests : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly LoginTokens _tokens = new(TimeProvider.System);
    private readonly VendorHttp _http;
    private readonly HubSpotConnector _connector = new();
    private readonly List<string?> _asked = [];

    public LoginHandlerTests()
    {
        _http = new VendorHttp(TimeProvider.System, _tokens);
        _tokens.Renew = (_, refused) =>
        {
            _asked.Add(refused);
            return Task.FromResult<VendorResult<LoginToken>>(new LoginToken("token-" + (_asked.Count + 1), null));
        };
        _tokens.Put("g", new LoginToken("token-1", TimeProvider.System.GetUtcNow().AddHours(1)));
    }

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task The_vendor_gets_the_token_and_the_connector_never_sees_it()
    {
        Answer("token-1", 200);
        Assert.Null((await CheckAsync()).Failure);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_token_that_ran_out_is_renewed_before_the_call()
    {
        _tokens.Put("g", new LoginToken("token-1", TimeProvider.System.GetUtcNow().AddSeconds(5)));
        Answer("token-2", 200);
        Assert.Null((await CheckAsync()).Failure);
        Assert.Equal("token-1", Assert.Single(_asked));
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_and_the_call_goes_again()
    {
        Answer("token-1", 401);
        Answer("token-2", 200);
        Assert.Null((await CheckAsync()).Failure);
        Assert.Equal(2, _server.LogEntries.Count);
    }

    [Fact]
    public async Task A_vendor_that_refuses_the_new_token_too_is_believed()
    {
        Answer("token-1", 401);
        Answer("token-2", 401);
        Assert.Equal(FailureKind.Unauthorised, (await CheckAsync()).Failure!.Kind);
        Assert.Equal(2, _server.LogEntries.Count);
    }

    [Theory]
    [InlineData(FailureKind.Transient)]
    [InlineData(FailureKind.Unauthorised)]
    public async Task Without_a_token_nothing_is_sent_and_the_reason_is_told(FailureKind kind)
    {
        _tokens.Forget("g");
        _tokens.Renew = (_, _) => Task.FromResult<VendorResult<LoginToken>>(new VendorFailure(kind, "because"));
        var failure = (await CheckAsync()).Failure!;
        Assert.Equal((kind, "because"), (failure.Kind, failure.Message));
        Assert.Empty(_server.LogEntries);
    }

    private void Answer(string token, int status) => _server
        .Given(Request.Create().WithPath("/account-info/*").WithHeader("Authorization", "Bearer " + token))
        .RespondWith(Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody("""{"portalId":4711,"timeZone":"Europe/Berlin"}"""));

    private Task<VendorResult<string>> CheckAsync()
    {
        var credentials = new Dictionary<string, string> { [CredentialNames.AccessToken] = LoginTokens.PlaceholderOf("g") };
        var connection = new ConnectionInfo("crm", "ana", "crm", "4711", "Europe/Berlin", "EUR", "DE");
        var session = new VendorSession(connection, "g", _http.For(_connector.Info, "g", connection, new Uri(_server.Url!), credentials, CallPriority.Delivery), credentials, new Dictionary<string, string>(), TimeProvider.System);
        return _connector.CheckAsync(session, CancellationToken.None);
    }
}
