using Bunit;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.Parts;
using IntegrationHub.Hub.Dashboard.Shell;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Tests.Dashboard;
using IntegrationHub.Mappings.Figures;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;

namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>A decided split becomes a draft with one arm's steps; nothing comes in force by it, and no other draft is lost.</summary>
public sealed class ArmKeepingTests : IAsyncLifetime
{
    private const string Text = """
        { "rules": [
            { "id": "thank", "mode": "live", "when": "order.paid", "then": [ { "split": { "arms": [ { "name": "mark", "then": [ { "do": "hub.tag.add", "with": { "tag": "marked" } } ] }, { "name": "by hand", "then": [ { "do": "hub.task", "with": { "title": "Write" } } ] } ], "holdout": "10%" } },
              { "do": "hub.score.add", "with": { "points": 1 } } ], "goal": "review.posted within P14D" },
            { "id": "other", "mode": "off", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } } ] } ] }
        """;

    private readonly TempStore _temp = new();
    private RulesInForce _rules = null!;
    private RuleEditing _editing = null!;
    private ArmKeeping _keeping = null!;

    private static ClientSetup Client => SampleBakery.Client("ana", "Ana");

    public async Task InitializeAsync()
    {
        _rules = await RulesInForce.StartAsync(_temp.Store, new FakeTimeProvider(SampleBakery.Now), new SilentWaker(), Client, Text);
        _editing = new RuleEditing(_rules.History, _rules.InForce, _rules.Publishing);
        _keeping = new ArmKeeping(_editing, _rules.InForce);
    }

    public async Task DisposeAsync() => await _temp.DisposeAsync();

    [Fact]
    public async Task The_arms_steps_stand_in_the_draft_and_the_version_in_force_stays()
    {
        var saved = await _keeping.KeepAsync(Client, "thank", "mark", "Anna");
        Assert.Equal((2, "draft", "Anna"), (saved.Version, _rules.History.List("ana")[0].State, _rules.History.List("ana")[0].By));
        Assert.Equal(["hub.tag.add", "hub.score.add"], _editing.Open(Client).Mapping.Rule("thank")!.Steps.Select(s => ((Mappings.Documents.Instruction.Do)s).Name));
        Assert.Equal((1, true), (_rules.InForce.Find("ana")!.Value.Version, _rules.InForce.Find("ana")!.Value.Compiled.Rule("thank")!.Split is not null));
    }

    [Fact]
    public async Task What_a_waiting_draft_changed_elsewhere_stays()
    {
        await _editing.SaveAsync(Client, _editing.Open(Client), """{ "id": "other", "mode": "shadow", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "y" } } ] }""", new Dictionary<string, string>(), "Ben");
        Assert.Equal(3, (await _keeping.KeepAsync(Client, "thank", "by hand", "Anna")).Version);
        var draft = _editing.Open(Client).Mapping;
        Assert.Null(draft.Rule("thank")!.Split);
        Assert.Equal(Mappings.Engine.RuleMode.Shadow, draft.Rule("other")!.Mode);
    }

    [Theory]
    [InlineData("thank", "letter", "unknown arm `letter`")]
    [InlineData("thank", "held out", "unknown arm `held out`")]
    [InlineData("other", "mark", "the rule `other` in force has no split")]
    [InlineData("nobody", "mark", "the rule `nobody` in force has no split")]
    public async Task What_cannot_be_kept_is_said(string rule, string arm, string says)
    {
        var saved = await _keeping.KeepAsync(Client, rule, arm, "Anna");
        Assert.Equal((0, says), (saved.Version, Assert.Single(saved.Mistakes).Problem));
        Assert.Single(_rules.History.List("ana"));
    }

    [Fact]
    public async Task A_draft_that_divides_otherwise_is_not_overwritten()
    {
        await _editing.SaveAsync(Client, _editing.Open(Client), _editing.Open(Client).Source("thank")!.ToString().Replace("10%", "20%", StringComparison.Ordinal), new Dictionary<string, string>(), "Ben");
        Assert.Equal("draft 2 by Ben divides people otherwise, or no longer", Assert.Single((await _keeping.KeepAsync(Client, "thank", "mark", "Anna")).Mistakes).Problem);
    }

    [Fact]
    public async Task The_dialog_makes_the_draft_and_leads_to_it()
    {
        await using var ui = new BunitContext();
        ui.JSInterop.Mode = JSRuntimeMode.Loose;
        ui.Services.AddMudServices();
        ui.Services.AddSingleton(_keeping).AddScoped<PersonName>();
        ui.Render<MudPopoverProvider>();
        var dialog = ui.Render<MudDialogProvider>();
        var split = SplitFigures.Of(_rules.InForce.Find("ana")!.Value.Compiled.Rule("thank")!.Split!, a => a == "by hand" ? new(new(100, 90), new(100, 90)) : new(new(100, 10), new(100, 10)), true, true);
        await dialog.InvokeAsync(() => { _ = ArmDialog.AskAsync(ui.Services.GetRequiredService<IDialogService>(), new ClientLens(Client, SampleBakery.Now), "thank", split); });
        dialog.WaitForAssertion(() => Assert.Contains("Make a draft of “Thank” with “by hand” only?", dialog.Markup, StringComparison.Ordinal));
        Assert.Single(_rules.History.List("ana"));

        var moved = new TaskCompletionSource<string>();
        ui.Services.GetRequiredService<NavigationManager>().LocationChanged += (_, to) => moved.TrySetResult(to.Location);
        dialog.Find(".btn.p").Click();
        Assert.EndsWith("/c/ana/mappings/thank/edit", await moved.Task.WaitAsync(BunitContext.DefaultWaitTimeout), StringComparison.Ordinal);
        dialog.WaitForAssertion(() => Assert.Empty(dialog.FindAll(".mud-dialog")));
        Assert.Equal("draft", _rules.History.List("ana")[0].State);
    }
}
