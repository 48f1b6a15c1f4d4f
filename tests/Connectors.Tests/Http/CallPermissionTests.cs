using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Mailchimp;

namespace IntegrationHub.Connectors.Tests.Http;

public sealed class CallPermissionTests : IDisposable
{
    private const string Members = "/lists/a6b5da1054/members/*";
    private static readonly int AtOnce = new MailchimpConnector().Info.Buckets[0].Concurrency;
    private readonly VendorBench _bench = new(new MailchimpConnector(), "a6b5da1054");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_call_that_is_stopped_while_it_waits_for_its_turn_never_leaves()
    {
        using var door = new ManualResetEventSlim();
        _bench.Server.Given(WireMock.RequestBuilders.Request.Create().WithPath(Members).UsingAnyMethod())
            .RespondWith(WireMock.ResponseBuilders.Response.Create().WithCallback(_ =>
            {
                door.Wait(TimeSpan.FromSeconds(10));
                return new WireMock.ResponseMessage { StatusCode = 204 };
            }));
        var stopped = false;
        using var permission = CallPermission.Ask(() => !Volatile.Read(ref stopped));
        var calls = Enumerable.Range(0, AtOnce + 1).Select(n => _bench.Deliver("event.send", VendorBench.Action("k" + n, null, $"jo{n}@example.com", 1, ("name", "bought")))).ToList();
        Volatile.Write(ref stopped, true);
        door.Set();

        var verdicts = (await Task.WhenAll(calls)).Select(v => v[0]).ToList();

        Assert.Equal(AtOnce, verdicts.Count(v => v.Outcome == ActionOutcome.Done));
        var last = verdicts[^1];
        Assert.Equal((ActionOutcome.Retry, "Not sent: it was stopped while it waited for its turn at the tool."), (last.Outcome, last.Reason));
        Assert.Equal(AtOnce, _bench.Calls);
    }

    [Fact]
    public async Task Who_has_nobody_to_ask_just_waits()
    {
        _bench.Answer(Members, 204, "");
        var calls = Enumerable.Range(0, AtOnce + 1).Select(n => _bench.Deliver("event.send", VendorBench.Action("k" + n, null, $"jo{n}@example.com", 1, ("name", "bought"))));
        Assert.All(await Task.WhenAll(calls), v => Assert.Equal(ActionOutcome.Done, v[0].Outcome));
    }
}
