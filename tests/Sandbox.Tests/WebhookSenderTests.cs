using System.Text;

namespace IntegrationHub.Sandbox.Tests;

public sealed class WebhookSenderTests : IAsyncLifetime
{
    private static readonly WebhookRules _twoRetries = new(TimeSpan.FromSeconds(5), [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)])
    {
        DropsSubscription = true, GoneDisables = true,
    };
    private Receiver _receiver = null!;
    private SandboxWorld _world = null!;

    public async Task InitializeAsync()
    {
        _world = World();
        _receiver = await Receiver.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _world.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task What_is_refused_is_sent_again_until_it_is_taken()
    {
        _receiver.Status = n => n < 3 ? 503 : 200;
        await SendAsync(_twoRetries);

        Assert.Equal(["0 hello", "1 hello", "2 hello"], _receiver.All.Select(r => r.Text));
        Assert.Equal([503, 503, 200], _world.Webhooks.Sends().Select(s => s.Status));
        Assert.Single(_world.Webhooks.Subscriptions("acme"));
    }

    [Fact]
    public async Task The_subscription_is_lost_when_all_tries_fail_and_the_ledger_says_so()
    {
        _receiver.Status = _ => 500;
        await SendAsync(_twoRetries);

        Assert.Equal(3, _receiver.All.Count);
        Assert.Empty(_world.Webhooks.Subscriptions("acme"));
        Assert.Equal("too many failures", Assert.Single(_world.Ledger.Entries(verb: "webhook.dropped")).Values["reason"]);
    }

    [Fact]
    public async Task A_permanent_subscription_outlives_all_failures()
    {
        _receiver.Status = _ => 500;
        await SendAsync(_twoRetries, permanent: true);
        Assert.Single(_world.Webhooks.Subscriptions("acme"));
    }

    [Fact]
    public async Task Gone_disables_at_once()
    {
        _receiver.Status = _ => 410;
        await SendAsync(_twoRetries);
        Assert.Single(_receiver.All);
        Assert.Empty(_world.Webhooks.Subscriptions("acme"));
    }

    [Fact]
    public async Task A_redirect_is_a_failure()
    {
        _receiver.Status = _ => 302;
        await SendAsync(_twoRetries);
        Assert.Equal(3, _world.Webhooks.Sends().Count);
    }

    [Fact]
    public async Task Nothing_goes_to_an_address_outside_this_computer()
    {
        var subscription = Subscription(new Uri("https://hub.example.com/hook"));
        _world.Webhooks.Send(subscription, "t", _twoRetries with { RetryWaits = [] }, Build);
        await _world.Webhooks.WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Contains("loopback", Assert.Single(_world.Webhooks.Sends()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Held_back_deliveries_go_out_after_the_pause()
    {
        _world.Webhooks.Pause();
        _world.Webhooks.Send(Subscription(_receiver.Address), "t", _twoRetries, Build);
        await Task.Delay(50);
        Assert.Empty(_receiver.All);
        Assert.Equal(1, _world.Webhooks.Pending);

        _world.Webhooks.Resume();
        await _world.Webhooks.WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Single(_receiver.All);
    }

    [Fact]
    public async Task Duplicates_carry_the_same_body_and_ids()
    {
        await using var world = new SandboxWorld(new SandboxOptions { DuplicateShare = 1 });
        world.Webhooks.Send(Subscription(_receiver.Address), "t", _twoRetries, Build);
        await world.Webhooks.WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(["0 hello", "0 hello"], _receiver.All.Select(r => r.Text));
    }

    private static SandboxWorld World() => new(new SandboxOptions { RetryPace = 0.0001 });

    private static WebhookSubscription Subscription(Uri address, bool permanent = false) =>
        new("1", "acme", "a", "t", address, "secret", DateTimeOffset.UnixEpoch) { Permanent = permanent };

    private static WebhookRequest Build(WebhookAttempt attempt) =>
        new(Encoding.UTF8.GetBytes($"{attempt.Number} hello"), "text/plain", new Dictionary<string, string> { ["X-Key"] = attempt.Secret });

    private async Task SendAsync(WebhookRules rules, bool permanent = false)
    {
        var subscription = Subscription(_receiver.Address, permanent);
        _world.Webhooks.Subscribe(subscription);
        _world.Webhooks.Send(subscription, "t", rules, Build);
        await _world.Webhooks.WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }
}
