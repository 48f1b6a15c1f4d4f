using System.Text.Json;
using Bunit;
using IntegrationHub.Hub.Dashboard.Parts;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.Shell;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Testing;
using IntegrationHub.Hub.Tests.Vendors;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Documents;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace IntegrationHub.Hub.Tests.Testing;

/// <summary>A test of a rule says what it would do, goes to the team only, and takes back what it put.</summary>
public sealed class RuleTestTests : IAsyncLifetime
{
    private const string Rules = """{ "rules": [ { "id": "care", "mode": "off", "when": "order.paid", "then": [ { "do": "mail.tag.add", "with": { "tag": "care" }, "touch": "marketing" } ] }, { "id": "monthly", "when": "date.reached", "date": { "monthly": 1 }, "then": [ { "do": "mail.tag.add", "with": { "tag": "care" }, "touch": "marketing" } ] } ] }""";
    private readonly OutboundWorld _world = new();
    private readonly BunitContext _ui = new();
    private RuleTest _test = null!;

    public async Task InitializeAsync()
    {
        _world.Mappings.Put("ana", MappingLoader.Load(Rules, "m", [new KnownAction("mail.tag.add", ["tag"], [])]).Mapping!, 1);
        _test = new RuleTest(_world.Store, _world.Ids, _world.Setup, _world.Mappings, _world.Waker, _world.Time);
        await Person(1, "Owner", ContactFacts.Empty);
        await Person(2, "Mira", ContactFacts.Empty);
        await _world.Happened(2, "order.paid", TimeSpan.FromDays(-90));
    }

    public async Task DisposeAsync()
    {
        await _ui.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task It_goes_to_the_team_and_its_way_back_is_planned()
    {
        Assert.Null((await _test.SendAsync("ana", "care", 1, 2, "Anna")).Problem);
        Assert.Equal(["tag.add", "tag.remove"], _world.Texts("select verb from action where rule='hub.test' and contact=1 order by due_at"));
        Assert.Equal(1, _world.Count("select count(*) from action where verb='tag.remove' and due_at-created_at=3600000"));
    }

    [Fact]
    public async Task A_tag_that_they_have_anyhow_is_not_taken_off()
    {
        await Person(1, "Owner", Tagged());
        var sent = await _test.SendAsync("ana", "care", 1, 2, "Anna");
        Assert.Contains("Owner has the tag “care” already", sent.Skipped.Single(), StringComparison.Ordinal);
        Assert.Equal(["tag.add"], _world.Texts("select verb from action"));
    }

    [Fact]
    public async Task Who_said_no_gets_no_test()
    {
        await Person(1, "Owner", FactsFold.Apply(ContactFacts.Empty, new JourneyEvent
        {
            NaturalKey = "no", Name = "consent.withdrawn", Subject = EventSubject.Person, OccurredAt = _world.Time.GetUtcNow(), Connection = "list", Tool = "fake",
        }, StageModels.Default).Facts);
        Assert.Contains("Owner gets no test: they said no in", (await _test.SendAsync("ana", "care", 1, 2, "Anna")).Problem, StringComparison.Ordinal);
        Assert.Equal(0, _world.Count("select count(*) from action"));
    }

    [Fact]
    public void Who_never_had_such_an_event_is_no_example() =>
        Assert.Contains("Nothing ever happened to Owner that begins this rule", _test.Preview("ana", "care", 2, 1).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "by-mail")]
    [InlineData("gift", "with-gift")]
    public void Of_a_split_the_chosen_arm_is_tried_and_else_the_first(string? arm, string tag)
    {
        Divide();
        var preview = _test.Preview("ana", "care", 1, 2, arm);
        Assert.Equal(tag, Assert.Single(preview.Actions).Arguments["tag"].ToString());
    }

    [Theory]
    [InlineData("held out", "There is no arm “held out”. It is one of “mail”, “gift”; who is held out gets nothing.")]
    [InlineData("post", "There is no arm “post”.")]
    public void An_arm_that_is_not_there_cannot_be_tried(string arm, string says)
    {
        Divide();
        Assert.StartsWith(says, _test.Preview("ana", "care", 1, 2, arm).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dialog_asks_for_the_arm()
    {
        Divide();
        var dialog = await Ask();
        Pick(dialog, "Owner");
        Pick(dialog, "Mira");
        dialog.WaitForAssertion(() => Assert.Contains("the tag “by-mail” is put", dialog.Markup, StringComparison.Ordinal));
        dialog.Find("select").Change("gift");
        dialog.WaitForAssertion(() => Assert.Contains("the tag “with-gift” is put", dialog.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_that_begins_by_date_can_be_tried_with_anybody_at_any_time() => Assert.Single(_test.Preview("ana", "monthly", 1, 2).Actions);

    [Fact]
    public async Task What_became_of_the_last_test_is_told()
    {
        await _test.SendAsync("ana", "care", 1, 2, "Anna");
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        await _test.SendAsync("ana", "care", 1, 2, "Anna");
        await _world.Store.Writer.Write(t => t.Execute("update action set state=@p0, result='Mail seen leaving.' where verb='tag.add'", ActionState.Seen));
        var step = Assert.Single(_test.Last("ana", "care"));
        Assert.Equal(("care", ActionState.Seen, "Mail seen leaving."), (step.Mark, step.State, step.Result));
        Assert.Empty(_test.Last("ana", "car"));
    }

    [Fact]
    public async Task The_dialog_shows_what_would_be_done_before_its_button_does_it()
    {
        var dialog = await Ask();
        Pick(dialog, "Owner");
        Pick(dialog, "Mira");
        dialog.WaitForAssertion(() => Assert.Contains("the tag “care” is put, and taken off after", dialog.Markup, StringComparison.Ordinal));
        Assert.Equal(0, _world.Count("select count(*) from action"));

        dialog.Find(".mud-dialog-actions .btn.p").Click();
        dialog.WaitForAssertion(() => Assert.Empty(dialog.FindAll(".mud-dialog")));
        Assert.Equal(2, _world.Count("select count(*) from action"));
    }

    private async Task<IRenderedComponent<MudDialogProvider>> Ask()
    {
        _ui.JSInterop.Mode = JSRuntimeMode.Loose;
        _ui.Services.AddMudServices();
        _ui.Services.AddSingleton(_test).AddSingleton(new ContactsQuery(_world.Store)).AddScoped<PersonName>();
        _ui.Render<MudPopoverProvider>();
        var dialog = _ui.Render<MudDialogProvider>();
        await dialog.InvokeAsync(() => { _ = TestDialog.AskAsync(_ui.Services.GetRequiredService<IDialogService>(), new ClientLens(_world.Setup.Value.Clients["ana"], _world.Time.GetUtcNow()), "care"); });
        return dialog;
    }

    private static void Pick(IRenderedComponent<MudDialogProvider> dialog, string name)
    {
        dialog.Find("input[type=search]").Input(name);
        dialog.WaitForElement(".whyhere button").Click();
    }

    private void Divide() => _world.Mappings.Put("ana", MappingLoader.Load("""
        { "rules": [ { "id": "care", "mode": "off", "when": "order.paid", "then": [ { "split": { "arms": [ { "name": "mail", "then": [ { "do": "mail.tag.add", "with": { "tag": "by-mail" } } ] },
            { "name": "gift", "then": [ { "do": "mail.tag.add", "with": { "tag": "with-gift" } } ] } ], "holdout": "10%" } } ] } ] }
        """, "m", [new KnownAction("mail.tag.add", ["tag"], [])]).Mapping!, 2);

    private static ContactFacts Tagged() => ContactFacts.Empty with
    {
        Tags = ContactFacts.Empty.Tags.Add("list", System.Collections.Immutable.ImmutableSortedDictionary<string, TagFact>.Empty.Add("care", new(true, DateTimeOffset.UnixEpoch, "k"))),
    };

    private Task Person(long id, string name, ContactFacts facts) => _world.Store.Writer.Write(t =>
    {
        t.Execute(
            "insert into contact (id, client, version, name, email, facts, log, cycle, first_at, last_at, erased) values (@p0,'ana',1,@p1,@p2,@p3,'{}',1,0,0,0) on conflict (id) do update set facts=excluded.facts",
            id, name, name + "@example.com", JsonSerializer.Serialize(facts, JourneyJson.Options));
        t.Execute("insert into identity(client,kind,scope,value,contact,envelope,since,verified) values ('ana',@p1,'',@p2,@p0,0,0,1) on conflict do nothing", id, IdentityKind.Email, name + "@example.com");
    });
}
