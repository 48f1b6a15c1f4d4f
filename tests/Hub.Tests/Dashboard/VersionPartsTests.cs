using Bunit;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Dashboard.Parts;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.Shell;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Processing;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>Versions are compared, published and taken back on the page; nothing happens before the dialog's button is pressed.</summary>
public sealed class VersionPartsTests : IAsyncLifetime, IWaker
{
    private const string Rules = """{ "rules": [ { "id": "thank", "mode": "off", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "thanks" } } ] } ] }""";
    private readonly TempStore _temp = new();
    private readonly BunitContext _ui = new();
    private readonly Microsoft.Extensions.Time.Testing.FakeTimeProvider _time = new(SampleBakery.Now);
    private MappingsInForce _inForce = null!;
    private MappingHistory _history = null!;
    private MappingPublishing _publishing = null!;
    private IRenderedComponent<MudDialogProvider> _dialog = null!;

    private static ClientSetup Client => SampleBakery.Client("ana", "Ana");

    public async Task InitializeAsync()
    {
        var (setup, inForce, history, warnings, publishing) = await RulesInForce.StartAsync(_temp.Store, _time, this, Client, Rules);
        (_inForce, _history, _publishing) = (inForce, history, publishing);
        _ui.JSInterop.Mode = JSRuntimeMode.Loose;
        _ui.Services.AddMudServices();
        _ui.Services.AddSingleton<TimeProvider>(_time);
        _ui.Services.AddSingleton(_inForce).AddSingleton(_history).AddSingleton(_publishing).AddSingleton(new MappingsQuery(_temp.Store, _inForce));
        _ui.Services.AddSingleton(setup).AddSingleton(warnings).AddSingleton(_temp.Store).AddSingleton(new ContactsQuery(_temp.Store)).AddSingleton(new AlreadyQuery(_temp.Store, setup, TimeProvider.System));
        _ui.Services.AddScoped<PersonName>();
        _ui.Render<MudPopoverProvider>();
        _dialog = _ui.Render<MudDialogProvider>();
    }

    public async Task DisposeAsync()
    {
        await _ui.DisposeAsync();
        await _temp.DisposeAsync();
    }

    // The lane, as far as it matters here: it takes the word at once.
    void IWaker.LaneHasWork(string client)
    {
        var version = _temp.Query("select max(version) from mapping_version", r => r.GetInt32(0))[0];
        _inForce.Put(client, _inForce.Find(Client, version)!, version);
    }

    void IWaker.GrantHasWork(string grant)
    {
    }

    [Fact]
    public async Task A_draft_shows_what_differs_and_is_published_by_the_dialogs_button()
    {
        await _history.DraftAsync("ana", Rules.Replace("\"off\"", "\"shadow\"", StringComparison.Ordinal), "Anna", MappingEntry.FromPerson);
        var card = _ui.Render<VersionsCard>(p => p.Add(c => c.Lens, Lens()).Add(c => c.InForce, 1));
        card.Find("button.link").Click();
        Assert.Equal(["off", "watching"], card.FindAll(".changes .chip").Select(c => c.TextContent.Trim()));

        card.Find("button.p").Click();
        Assert.Equal("Publish version 2?", _dialog.Find("h2").TextContent);
        Assert.Equal(1, _inForce.Find("ana")!.Value.Version);
        _dialog.Find(".mud-dialog-actions .btn.p").Click();
        _dialog.WaitForAssertion(() => Assert.Empty(_dialog.FindAll(".mud-dialog")));
        Assert.Equal(RuleMode.Shadow, _inForce.Find("ana")!.Value.Compiled.Rule("thank")!.Mode);
    }

    [Fact]
    public async Task The_dialog_says_what_to_think_of_before_and_lets_the_person_decide()
    {
        await _history.DraftAsync("ana", Rules.Replace("\"off\"", "\"live\"", StringComparison.Ordinal), "Anna", MappingEntry.FromPerson);
        _ui.Render<VersionsCard>(p => p.Add(c => c.Lens, Lens()).Add(c => c.InForce, 1)).Find("button.p").Click();
        Assert.StartsWith("“thank” belongs to no stage", Assert.Single(_dialog.FindAll(".note.warn")).TextContent.Trim(), StringComparison.Ordinal);
        Assert.False(_dialog.Find(".mud-dialog-actions .btn.p").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_draft_that_is_put_away_can_still_be_published()
    {
        await _history.DraftAsync("ana", Rules.Replace("\"off\"", "\"shadow\"", StringComparison.Ordinal), "Anna", MappingEntry.FromPerson);
        var card = _ui.Render<VersionsCard>(p => p.Add(c => c.Lens, Lens()).Add(c => c.InForce, 1));
        card.FindAll("button.btn")[0].Click();
        card.WaitForAssertion(() => Assert.Equal(["put away", "in force"], card.FindAll(".version > .chip").Select(c => c.TextContent)));
        Assert.Equal("Publish", card.Find("button.btn").TextContent);
    }

    [Fact]
    public async Task A_mode_is_set_by_the_dialogs_button_with_name_and_reason()
    {
        await People(40);
        await AskToTry();
        Assert.Equal("Try “Thank” on a share", _dialog.Find(".mud-dialog-actions .btn.p").TextContent);
        _dialog.Find("input[type=number]").Input("35");
        Assert.Contains("About 14 of 40 people", _dialog.Markup, StringComparison.Ordinal);
        _dialog.FindAll("input[type=text]")[0].Input("carefully");
        _dialog.FindAll("input[type=text]")[1].Input("Anna");
        _dialog.Find(".mud-dialog-actions .btn.p").Click();
        _dialog.WaitForAssertion(() => Assert.Empty(_dialog.FindAll(".mud-dialog")));
        Assert.Equal(35, _inForce.Find("ana")!.Value.Compiled.Rule("thank")!.PilotShare);
        Assert.Equal(1, _temp.Count("select count(*) from body where instr(bytes, 'carefully') > 0 and instr(bytes, 'Anna') > 0"));
    }

    [Fact]
    public async Task A_share_of_fewer_than_ten_people_is_refused_and_a_list_is_offered()
    {
        await People(40);
        await AskToTry();
        _dialog.Find("input[type=number]").Input("5");
        Assert.Contains("take at least 25 %, or name the people", _dialog.Markup, StringComparison.Ordinal);
        Assert.True(_dialog.Find(".mud-dialog-actions .btn.p").HasAttribute("disabled"));
        var outcome = await _publishing.SetModeAsync("ana", "thank", "pilot:5%", "Anna", "");
        Assert.Equal(PublishAnswer.Mistakes, outcome.Answer);
        Assert.Equal("version 2, line 0: `thank` would be tried on about 2 of 40 people, and of fewer than 10 nothing can be told. Take at least 25 %, or name the people it is tried on.", outcome.Mistakes.Single().ToString());
    }

    [Fact]
    public async Task People_are_looked_for_named_and_kept()
    {
        await People(3);
        await AskToTry();
        _dialog.Find("input[type=search]").Input("Guest 2");
        _dialog.WaitForElement(".whyhere button").Click();
        _dialog.WaitForAssertion(() => Assert.Equal("Try “Thank” on 1 person", _dialog.Find(".mud-dialog-actions .btn.p").TextContent));
        _dialog.Find(".mud-dialog-actions .btn.p").Click();
        _dialog.WaitForAssertion(() => Assert.Equal([2L], _inForce.Find("ana")!.Value.Compiled.Rule("thank")!.Pilot!.Contacts));

        await AskToTry();
        Assert.Contains("Guest 2", _dialog.Find(".chip").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_tried_on_who_is_not_there()
    {
        var outcome = await _publishing.SetModeAsync("ana", "thank", "pilot", "Anna", "", [99]);
        Assert.Equal("there is no contact 99", outcome.Mistakes.Single().Problem);
        Assert.Equal(1, _inForce.Find("ana")!.Value.Version);
    }

    [Fact]
    public async Task Who_switches_a_rule_on_a_state_on_is_asked_what_becomes_of_those_who_are_there()
    {
        const string Gone = """{ "rules": [ { "id": "thank", "mode": "off", "when": "contact.lapsed", "then": [ { "do": "hub.tag.add", "with": { "tag": "gone" } } ] } ] }""";
        await _history.DraftAsync("ana", Gone, "Anna", MappingEntry.FromPerson);
        _inForce.Put("ana", MappingLoader.Load(Gone, "m", []).Mapping!, 2);
        await People(3);
        var facts = System.Text.Json.JsonSerializer.Serialize(new Journey.Facts.ContactFacts { StageMoves = [new("lapsed", SampleBakery.Now, 1, "contact.lapsed", "k")] }, Journey.JourneyJson.Options);
        await _temp.Store.Writer.Write(t => t.Execute("update contact set stage='lapsed', facts=@p0 where id<3", facts));
        await _dialog.InvokeAsync(() => ModeDialog.AskAsync(_ui.Services.GetRequiredService<IDialogService>(), "ana", _inForce.Find("ana")!.Value.Compiled.Rule("thank")!, RuleMode.Live));
        Assert.Equal("2 people are there already", _dialog.Find("legend").TextContent);
        Assert.True(_dialog.FindAll("input[name=already]")[0].HasAttribute("checked"));

        _dialog.FindAll("input[name=already]")[1].Change(true);
        _dialog.Find(".choices input[type=number]").Input("5");
        _dialog.Find(".mud-dialog-actions .btn.p").Click();
        _dialog.WaitForAssertion(() => Assert.Equal(5, _inForce.Find("ana")!.Value.Compiled.Rule("thank")!.AlreadyPerDay));
    }

    private Task People(int n) => _temp.Store.Writer.Write(t =>
    {
        for (var i = 1; i <= n; i++)
        {
            t.Execute("insert into contact(client,id,version,name,email,cycle,first_at,last_at,facts,log,erased) values ('ana',@p0,1,@p1,'',1,1,@p0,'','',0)", (long)i, $"Guest {i}");
        }
    });

    private Task AskToTry() => _dialog.InvokeAsync(() => ModeDialog.AskAsync(_ui.Services.GetRequiredService<IDialogService>(), "ana", _inForce.Find("ana")!.Value.Compiled.Rule("thank")!, RuleMode.Pilot));

    private ClientLens Lens() => new(Client, _time.GetUtcNow());
}
