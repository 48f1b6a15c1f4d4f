using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.WebhookOut;
using Newtonsoft.Json.Linq;
using WireMock.Server;

namespace IntegrationHub.Connectors.Tests.WebhookOut;

public sealed class WebhookOutActionsTests : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly byte[] Older = [.. Enumerable.Range(101, 32).Select(i => (byte)i)];
    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly VendorHttp _http = new(TimeProvider.System);
    private readonly WebhookOutConnector _connector = new();

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task An_event_is_a_CloudEvent_that_its_receiver_can_check()
    {
        Answer(200);
        var verdict = await SendAsync(Session(("webhookSecret", Secret(Key))), ("type", "customer.vip"), ("text", "{{ not liquid }}"));
        Assert.Equal(ActionOutcome.Done, verdict.Outcome);
        var request = Assert.Single(_server.LogEntries).RequestMessage!;
        var body = JObject.Parse(request.Body!);
        Assert.Equal(("1.0", "k1", "customer.vip", "{{ not liquid }}", "jo@example.com"),
            ((string?)body["specversion"], (string?)body["id"], (string?)body["type"], (string?)body["data"]!["text"], (string?)body["data"]!["contact"]!["email"]));
        Assert.Equal(Sign(Key, request), request.Headers!["webhook-signature"].ToString());
        Assert.StartsWith("application/cloudevents+json", request.Headers["Content-Type"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_secret_changes_both_sign()
    {
        Answer(202);
        await SendAsync(Session(("webhookSecret", Secret(Key)), ("previousWebhookSecret", Secret(Older))), ("type", "x"));
        var request = _server.LogEntries[0].RequestMessage!;
        Assert.Equal($"{Sign(Key, request)} {Sign(Older, request)}", request.Headers!["webhook-signature"].ToString());
    }

    [Fact]
    public async Task A_second_try_carries_the_same_id()
    {
        Answer(200);
        await SendAsync(Session(), ("type", "x"));
        await SendAsync(Session(), ("type", "x"));
        Assert.Single(_server.LogEntries.Select(e => e.RequestMessage!.Headers!["webhook-id"].ToString()).Distinct());
    }

    [Theory]
    [InlineData(204, ActionOutcome.Done)]
    [InlineData(302, ActionOutcome.ConnectionBroken)]
    [InlineData(400, ActionOutcome.Rejected)]
    [InlineData(404, ActionOutcome.ConnectionBroken)]
    [InlineData(410, ActionOutcome.ConnectionBroken)]
    [InlineData(429, ActionOutcome.Retry)]
    [InlineData(503, ActionOutcome.Retry)]
    public async Task What_follows_from_an_answer(int status, ActionOutcome expected)
    {
        Answer(status);
        Assert.Equal(expected, (await SendAsync(Session(), ("type", "x"))).Outcome);
    }

    [Theory]
    [InlineData("https://127.0.0.1:9/hook")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("http://example.com/hook")]
    [InlineData("https://user:pass@example.com/hook")]
    [InlineData("ftp://example.com")]
    public async Task An_address_that_is_a_trap_is_never_called(string address)
    {
        var credentials = new Dictionary<string, string> { ["address"] = address };
        var session = new VendorSession(Connection, "typed", _http.For(_connector.Info, "typed", Connection, new Uri(_connector.Info.DefaultBaseUrl), credentials, CallPriority.Delivery), credentials, new Dictionary<string, string>(), TimeProvider.System);
        var verdict = await SendAsync(session, ("type", "x"));
        Assert.Equal(ActionOutcome.ConnectionBroken, verdict.Outcome);
        Assert.DoesNotContain("pass", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("whsec_short")]
    public async Task A_secret_that_is_none_is_said_and_not_repeated(string secret)
    {
        var verdict = await SendAsync(Session(("webhookSecret", secret)), ("type", "x"));
        Assert.Equal(ActionOutcome.ConnectionBroken, verdict.Outcome);
        Assert.Empty(_server.LogEntries);
    }

    private static ConnectionInfo Connection { get; } = new("out", "ana", "hook", "warehouse", "Europe/Berlin", "EUR", "DE");

    private static string Secret(byte[] key) => "whsec_" + Convert.ToBase64String(key);

    private static string Sign(byte[] key, WireMock.IRequestMessage request) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(
        key, Encoding.UTF8.GetBytes($"{request.Headers!["webhook-id"]}.{request.Headers["webhook-timestamp"]}.{request.Body}")));

    private void Answer(int status) => _server.Given(WireMock.RequestBuilders.Request.Create().UsingPost()).RespondWith(WireMock.ResponseBuilders.Response.Create().WithStatusCode(status));

    // The operator has named the receiver as the login's baseUrl: then it may be on this computer.
    private VendorSession Session(params (string Name, string Value)[] secrets)
    {
        var credentials = secrets.ToDictionary(s => s.Name, s => s.Value);
        return new(Connection, "g", _http.For(_connector.Info, "g", Connection, new Uri(_server.Url + "/hook"), credentials, CallPriority.Delivery), credentials, new Dictionary<string, string>(), TimeProvider.System);
    }

    private async Task<ActionVerdict> SendAsync(VendorSession session, params (string Name, string Value)[] arguments) =>
        (await _connector.DeliverAsync(session, "send", [VendorBench.Action("k1", null, "jo@example.com", 1, arguments)], CancellationToken.None))[0];
}
