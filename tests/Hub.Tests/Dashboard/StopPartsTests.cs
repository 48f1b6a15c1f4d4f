using AngleSharp.Dom;
using Bunit;
using IntegrationHub.Hub.Dashboard.Parts;
using IntegrationHub.Hub.Dashboard.Shell;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>Stop and go as a person meets them: bar, control, dialogs.</summary>
public sealed class StopPartsTests : IAsyncLifetime
{
    private static readonly StopScope Everything = StopScope.OfClient("kornhaus");
    private readonly TempStore _temp = new();
    private readonly BunitContext _ui = new();
    private readonly FakeTimeProvider _time = new(SampleBakery.Now);
    private StopsAndGo _stops = null!;
    private IRenderedComponent<MudDialogProvider> _dialog = null!;

    public async Task InitializeAsync()
    {
        await SampleBakery.SeedAsync(_temp.Store);
        var setup = SampleBakery.Setup();
        _stops = new StopsAndGo(_temp.Store, new HubIds(_time), setup, new RecordingWaker(), _time);
        _ui.JSInterop.Mode = JSRuntimeMode.Loose;
        _ui.Services.AddMudServices();
        _ui.Services.AddSingleton(setup);
        _ui.Services.AddSingleton<TimeProvider>(_time);
        _ui.Services.AddSingleton(_stops);
        _ui.Services.AddSingleton(new UncertainActions(_temp.Store, new RecordingWaker(), _time));
        _ui.Services.AddScoped<PersonName>();
        _ui.Render<MudPopoverProvider>();
        _dialog = _ui.Render<MudDialogProvider>();
    }

    public async Task DisposeAsync()
    {
        await _ui.DisposeAsync();
        await _temp.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_stopped_before_the_dialogs_button_is_pressed()
    {
        await Plan(3);
        Control(Everything).Find("button").Click();

        Assert.Equal("Stop everything for Sample Bakery Kornhaus?", _dialog.Find("h2").TextContent);
        Assert.Contains("Receiving goes on; 3 planned actions are held. Nothing is lost.", _dialog.Find(".mud-dialog-content p").TextContent, StringComparison.Ordinal);
        Assert.Empty(_stops.InForce("kornhaus"));
    }

    [Fact]
    public void The_dialog_stops_with_name_and_reason()
    {
        Control(StopScope.OfRule("kornhaus", "thank-you")).Find("button").Click();
        _dialog.FindAll("input")[0].Input("  wrong text  ");
        _dialog.FindAll("input")[1].Input("Anna");
        Button("Stop the rule Thank you").Click();

        _dialog.WaitForAssertion(() => Assert.Empty(_dialog.FindAll("h2")));
        var stop = Assert.Single(_stops.InForce("kornhaus"));
        Assert.Equal(("rule", "thank-you", "Anna", "wrong text"), (stop.Scope, stop.Target, stop.By, stop.Reason));
    }

    [Fact]
    public void Leaving_the_dialog_stops_nothing()
    {
        Control(Everything).Find("button").Click();
        Button("Leave it running").Click();

        _dialog.WaitForAssertion(() => Assert.Empty(_dialog.FindAll("h2")));
        Assert.Empty(_stops.InForce("kornhaus"));
    }

    [Fact]
    public async Task A_control_whose_stop_is_in_force_goes_on_instead()
    {
        await _stops.StopAsync(Everything, "Anna", "wrong text");
        var button = Control(Everything).Find("button");
        Assert.Equal("Go on", button.TextContent.Trim());
        Assert.Equal("Go on: Everything is stopped for Sample Bakery Kornhaus since 10:30, by Anna: “wrong text”", button.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task The_bar_appears_with_a_stop_and_goes_with_it()
    {
        await Plan(2);
        var bar = _ui.Render<StopBar>(p => p.Add(b => b.Client, SampleBakery.Client("kornhaus", "Sample Bakery Kornhaus")));
        Assert.Empty(bar.FindAll(".stopbar"));

        await _stops.StopAsync(StopScope.OfConnection("kornhaus", "mail"), "Anna", SampleBakery.Hostile);
        bar.WaitForAssertion(() => Assert.Contains("Nothing is written to mail since 10:30, by Anna: “" + SampleBakery.Hostile + "” 2 actions wait.", bar.Find(".stopbar").TextContent, StringComparison.Ordinal));
        Assert.Empty(bar.FindAll("script, img"));

        await _stops.GoAsync(StopScope.OfConnection("kornhaus", "mail"), "Anna", true);
        bar.WaitForAssertion(() => Assert.Empty(bar.FindAll(".stopbar")));
    }

    [Fact]
    public async Task A_stop_of_another_client_is_not_shown()
    {
        var bar = _ui.Render<StopBar>(p => p.Add(b => b.Client, SampleBakery.Client("kornhaus", "Sample Bakery Kornhaus")));
        await _stops.StopAsync(StopScope.OfClient("other"), "Anna", "");
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(bar.FindAll(".stopbar"));
    }

    [Fact]
    public async Task Going_on_shows_first_what_waited_and_what_is_too_old_and_its_button_says_what_it_does()
    {
        await Plan(5);
        await Plan(4, stale: TimeSpan.FromHours(1), rule: "cart-reminder");
        await _stops.StopAsync(Everything, "Anna", "wrong text");
        _time.Advance(TimeSpan.FromHours(3));
        Control(Everything).Find("button").Click();

        Assert.Contains("9 actions waited, the stop lasted 3 hours. 5 are still useful, 4 are too old (Cart reminder).", _dialog.Markup, StringComparison.Ordinal);
        Assert.Equal("/c/kornhaus/log?kind=action&result=waits", _dialog.Find("a").GetAttribute("href"));
        Assert.Equal(["Leave it stopped", "Drop all 9", "Send 5, drop 4"], _dialog.FindAll("button.btn").Select(b => b.TextContent));
        Button("Send 5, drop 4").Click();

        _dialog.WaitForAssertion(() => Assert.Empty(_dialog.FindAll("h2")));
        Assert.Equal((5, 4), (_temp.Count("select count(*) from action where rule='r' and state=0"), _temp.Count("select count(*) from action where rule='cart-reminder' and state=7")));
        Assert.Empty(_stops.InForce("kornhaus"));
    }

    [Fact]
    public async Task Whoever_goes_on_second_is_told_and_drops_nothing()
    {
        await Plan(2);
        await _stops.StopAsync(Everything, "Anna", "");
        Control(Everything).Find("button").Click();
        await _stops.GoAsync(Everything, "Ben", true);
        Button("Drop all 2").Click();

        _dialog.WaitForAssertion(() => Assert.Empty(_dialog.FindAll("h2")));
        Assert.Equal("Somebody else went on first. Nothing was changed.", Assert.Single(_ui.Services.GetRequiredService<ISnackbar>().ShownSnackbars).Message);
        Assert.Equal(2, _temp.Count("select count(*) from action where rule='r' and state=0"));
    }

    [Theory]
    [InlineData(0, (int)ActionState.Done, "It is there, says Anna.")]
    [InlineData(1, (int)ActionState.Due, "Not there, says Anna: goes again.")]
    public async Task An_uncertain_action_is_answered_on_its_card(int button, int state, string result)
    {
        _ui.Services.GetRequiredService<PersonName>().Typed = "Anna";
        var answered = 0;
        var card = await CardAsync(() => answered++);
        Assert.Contains("We asked crm to do crm.note.create “Asked about gluten” for Maria Rossi, and the line broke at 09:54. It may be there once.", card.Markup, StringComparison.Ordinal);
        card.FindAll("button")[button].Click();

        card.WaitForAssertion(() => Assert.Equal(1, answered));
        Assert.Equal([(state, result)], _temp.Query("select state, result from action where id=52", r => (r.GetInt32(0), r.GetString(1))));
    }

    [Fact]
    public async Task Whoever_answers_second_is_told()
    {
        var card = await CardAsync(() => { });
        await _ui.Services.GetRequiredService<UncertainActions>().ResolveAsync("kornhaus", 52, true, "Ben");
        card.FindAll("button")[1].Click();

        card.WaitForAssertion(() => Assert.Equal("Somebody else decided first.", Assert.Single(_ui.Services.GetRequiredService<ISnackbar>().ShownSnackbars).Message));
        Assert.Equal((long)ActionState.Done, _temp.Count("select state from action where id=52"));
    }

    private async Task<IRenderedComponent<UncertainCard>> CardAsync(Action answered)
    {
        var rows = await new IntegrationHub.Hub.Dashboard.Queries.InboxQuery(_temp.Store).ReadAsync("kornhaus");
        return _ui.Render<UncertainCard>(p => p.Add(c => c.Action, rows.Uncertain[0]).Add(c => c.Lens, SampleBakery.Lens()).Add(c => c.Name, "Maria Rossi").Add(c => c.OnAnswered, answered));
    }

    private IRenderedComponent<StopControl> Control(StopScope scope) =>
        _ui.Render<StopControl>(p => p.Add(c => c.Scope, scope).Add(c => c.Lens, new Hub.Dashboard.View.ClientLens(SampleBakery.Client("kornhaus", "Sample Bakery Kornhaus"), _time.GetUtcNow())).Add(c => c.Stops, _stops.InForce("kornhaus")));

    private IElement Button(string text) => _dialog.FindAll("button.btn").Single(b => b.TextContent == text);

    private Task Plan(int count, TimeSpan? stale = null, string rule = "r") => _temp.Store.Writer.Write(t =>
    {
        for (var i = 0; i < count; i++)
        {
            t.Execute(
                """
                insert into action (id, client, "key", "grant", connection, verb, name, rule, run, step, subject, touch, due_at, stale_at, state, payload, hops, target_reason, attempts, epoch, created_at, updated_at)
                values (@p0, 'kornhaus', @p1, 'mail', 'mail', 'tag.add', 'mail.tag.add', @p2, 'r', 's', 'x', 0, @p3, @p4, 0, '{}', 1, '', 0, 0, @p3, @p3)
                """,
                1000 + t.Scalar<long>("select count(*) from action"), $"{rule}{i}", rule, _time.GetUtcNow().ToUnixTimeMilliseconds(), stale is { } s ? (_time.GetUtcNow() + s).ToUnixTimeMilliseconds() : null);
        }
    });
}
