using Bunit;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.Parts;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.Shell;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Sharing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Processing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>A link is made in a dialog and shown once; the rule's page says what became of it, and an answer waits in the Inbox until somebody has read it.</summary>
public sealed class SharePartsTests : IAsyncLifetime
{
    private const string Rules = """{ "rules": [ { "id": "thank", "mode": "shadow", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "thanks" } } ] } ] }""";
    private readonly TempStore _temp = new();
    private readonly BunitContext _ui = new();
    private readonly Microsoft.Extensions.Time.Testing.FakeTimeProvider _time = new(SampleBakery.Now);
    private RuleSharing _sharing = null!;
    private RulesInForce _rules = null!;
    private IRenderedComponent<MudDialogProvider> _dialog = null!;

    private static ClientSetup Client => SampleBakery.Client("ana", "Ana");

    public async Task InitializeAsync()
    {
        _rules = await RulesInForce.StartAsync(_temp.Store, _time, new RecordingWaker(), Client, Rules);
        _sharing = new(_temp.Store, new HubIds(_time), _rules.Setup, new RecordingWaker(), _time);
        _ui.JSInterop.Mode = JSRuntimeMode.Loose;
        _ui.Services.AddMudServices();
        _ui.Services.AddSingleton<TimeProvider>(_time);
        _ui.Services.AddSingleton(_rules.Setup).AddSingleton(_sharing).AddSingleton(new RulePreviews(_rules.InForce, _rules.History, new RulePhasesQuery(_temp.Store, _rules.InForce, _time), _time));
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
    public async Task The_link_is_made_by_the_dialogs_button_and_shown_with_a_mail()
    {
        await AskAsync();
        Assert.True(_dialog.Find(".mud-dialog-actions .btn.p").HasAttribute("disabled"));
        Assert.Contains("while it only watched: nobody came by.", _dialog.Find(".plain").TextContent, StringComparison.Ordinal);
        Make("Olga");
        var link = Assert.Single(_sharing.List("ana", "thank"));
        Assert.Equal(("Olga", "Anna", 1, SampleBakery.Now.AddDays(14)), (link.For, link.By, link.Version, link.ExpiresAt));
        var url = _dialog.Find("#share-link").GetAttribute("value")!;
        Assert.NotNull(await _sharing.OpenAsync(url[(url.LastIndexOf('/') + 1)..], look: false));
        Assert.Contains(url, _dialog.Find("#share-mail").TextContent, StringComparison.Ordinal);
        Assert.Contains("works only where this dashboard can be reached", _dialog.Find(".note.warn").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_draft_that_waits_is_offered_before_the_version_in_force()
    {
        await _rules.History.DraftAsync("ana", Rules.Replace("thanks", "many-thanks", StringComparison.Ordinal), "Anna", MappingEntry.FromPerson);
        await AskAsync();
        Assert.Equal(["Version 2, the draft that waits", "Version 1, in force"], _dialog.FindAll("fieldset label").Select(l => l.TextContent.Trim()));
        Assert.Contains("many-thanks", _dialog.Find(".plain").TextContent, StringComparison.Ordinal);
        _dialog.FindAll("input[name=share-version]")[1].Change(true);
        Make("Olga");
        Assert.Equal(1, _sharing.List("ana", "thank").Single().Version);
    }

    [Fact]
    public async Task The_rules_page_says_what_became_of_each_link_and_takes_one_back()
    {
        var preview = _ui.Services.GetRequiredService<RulePreviews>().Of(Client, "thank").Single();
        var (first, _) = await _sharing.CreateAsync(new("ana", "thank", 1, preview.Wording, preview.Shown, "Olga", "Anna"));
        await _sharing.CreateAsync(new("ana", "thank", 1, "an earlier one", preview.Shown, "Paul", "Anna"));
        var card = _ui.Render<SharesCard>(p => p.Add(c => c.Lens, Lens()).Add(c => c.Rule, "thank"));
        Assert.Equal(["waiting", "waiting"], card.FindAll(".share .chip").Select(c => c.TextContent));
        Assert.Equal("Nobody agreed to this wording yet.", card.Find(".sumline b").TextContent);

        await _sharing.AnswerAsync(first, true, "Olga", "");
        card.WaitForAssertion(() => Assert.Equal(["waiting", "agreed"], card.FindAll(".share .chip").Select(c => c.TextContent)));
        Assert.Equal("Olga agreed to this wording 10:30.", card.Find(".sumline b").TextContent);
        card.Find("button[aria-label='Take the link for Paul back']").Click();
        card.WaitForAssertion(() => Assert.Equal(["taken back", "agreed"], card.FindAll(".share .chip").Select(c => c.TextContent)));
    }

    [Fact]
    public async Task An_answer_to_another_wording_is_said_to_be_earlier()
    {
        var preview = _ui.Services.GetRequiredService<RulePreviews>().Of(Client, "thank").Single();
        var (token, _) = await _sharing.CreateAsync(new("ana", "thank", 1, "an earlier one", preview.Shown, "Olga", "Anna"));
        await _sharing.AnswerAsync(token, true, "Olga", "");
        var card = _ui.Render<SharesCard>(p => p.Add(c => c.Lens, Lens()).Add(c => c.Rule, "thank"));
        Assert.Equal("Olga agreed to an earlier wording; nobody agreed to this one.", card.Find(".sumline b").TextContent);
        Assert.Equal("Olga agreed 10:30 (version 1, an earlier wording).", card.Find(".share p").TextContent);
    }

    [Fact]
    public async Task A_remark_waits_on_home_and_in_the_inbox_until_it_is_noted()
    {
        var preview = _ui.Services.GetRequiredService<RulePreviews>().Of(Client, "thank").Single();
        var (token, _) = await _sharing.CreateAsync(new("ana", "thank", 1, preview.Wording, preview.Shown, "Olga", "Anna"));
        await _sharing.AnswerAsync(token, false, "Olga", SampleBakery.Hostile);
        var home = new HomeQuery(_temp.Store);
        Assert.Equal(1, await home.WaitingAsync("ana"));
        var need = Assert.Single(HomeNeeds.Of(await home.ReadAsync(Client, _time.GetUtcNow().AddDays(-7), _time.GetUtcNow(), _time.GetUtcNow()), Lens()));
        Assert.Equal(("Answer to a rule", "Olga left a remark on “Thank”."), (need.Title, need.Detail));

        var link = Assert.Single((await new InboxQuery(_temp.Store).ReadAsync("ana")).Answers);
        var card = _ui.Render<ShareAnswerCard>(p => p.Add(c => c.Link, link).Add(c => c.Lens, Lens()));
        Assert.Equal(SampleBakery.Hostile, card.Find("blockquote").TextContent);
        card.Find("button").Click();
        card.WaitForAssertion(() => Assert.Empty(_sharing.News("ana")));
        Assert.Equal(0, await home.WaitingAsync("ana"));
    }

    private Task AskAsync() => _dialog.InvokeAsync(() => { _ = ShareDialog.AskAsync(_ui.Services.GetRequiredService<IDialogService>(), Lens(), "thank"); });

    private void Make(string whom)
    {
        var fields = _dialog.FindAll("input[type=text]");
        fields[0].Input(whom);
        _dialog.FindAll("input[type=text]")[1].Input("Anna");
        _dialog.Find(".mud-dialog-actions .btn.p").Click();
        _dialog.WaitForElement("#share-link");
    }

    private ClientLens Lens() => new(Client, _time.GetUtcNow());
}
