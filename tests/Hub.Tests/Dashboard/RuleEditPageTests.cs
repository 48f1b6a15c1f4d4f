using AngleSharp.Dom;
using Bunit;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.Pages;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.Shell;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Processing;
using IntegrationHub.Mappings.Documents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>A rule is written by form or by JSON; both say the same, and nothing comes in force by it.</summary>
public sealed class RuleEditPageTests : IAsyncLifetime
{
    private const string Text = """
        { "extends": [ "pack:local-business" ], "rules": [
            { "id": "thank", "mode": "live", "when": "order.paid", "if": { "field": "contact.orders.count", "gte": 2 },
              "then": [ { "wait": "P1D" }, { "do": "hub.tag.add", "with": { "tag": "thanks" } } ], "once": "per contact" } ] }
        """;

    private readonly TempStore _temp = new();
    private readonly BunitContext _ui = new();
    private MappingHistory _history = null!;
    private MappingsInForce _inForce = null!;

    private static ClientSetup Client => SampleBakery.Connected();

    public async Task InitializeAsync()
    {
        var time = new FakeTimeProvider(SampleBakery.Now);
        var (setup, inForce, history, warnings, publishing) = await RulesInForce.StartAsync(_temp.Store, time, new SilentWaker(), Client, Text);
        (_inForce, _history) = (inForce, history);
        _ui.JSInterop.Mode = JSRuntimeMode.Loose;
        _ui.Services.AddMudServices();
        _ui.Services.AddLogging().AddSingleton<TimeProvider>(time).AddSingleton(setup).AddSingleton(_temp.Store).AddSingleton(_inForce).AddSingleton(_history).AddSingleton(warnings).AddSingleton(publishing);
        _ui.Services.AddSingleton(new MappingsQuery(_temp.Store, _inForce)).AddSingleton(new RuleEditing(_history, _inForce, publishing));
        _ui.Services.AddScoped<PersonName>().AddScoped<Attention>();
    }

    public async Task DisposeAsync()
    {
        await _ui.DisposeAsync();
        await _temp.DisposeAsync();
    }

    [Theory]
    [InlineData("date.reached", "date", "after")]
    [InlineData("segment.entered", "segment", "did")]
    public void A_date_or_a_segment_comes_with_what_begins_the_rule_and_goes_with_it(string begins, string word, string first)
    {
        var page = Open("thank");
        Field(page, "What begins it").Change(begins);
        Assert.NotNull(Json(page)[word]?[first]);
        Field(page, "What begins it").Change("order.paid");
        Assert.Null(Json(page)[word]);
    }

    [Fact]
    public void What_the_form_says_stands_in_the_json_and_in_the_sentence()
    {
        var page = Open("thank");
        Field(page, "How long it waits").Change("3");
        Field(page, "With what").Change("5");
        var rule = Json(page);
        Assert.Equal(("P3D", 5), (rule["then"]![0]!.Value<string>("wait"), rule["if"]!.Value<int>("gte")));
        Assert.Equal("When somebody pays for an order, if the number of their orders is at least 5: after 3 days, we mark them 'thanks'. Once per person.", page.Find(".sentence").TextContent);
    }

    [Fact]
    public void What_the_json_says_stands_in_the_form()
    {
        var page = Open("thank");
        page.Find(".json textarea").Change("""{ "id": "thank", "mode": "live", "when": "order.placed", "then": [ { "do": "hub.tag.add", "with": { "tag": "soon" } } ] }""");
        Assert.Equal("order.placed", Field(page, "What begins it").GetAttribute("value"));
        Assert.Contains(page.FindAll(".step input"), i => i.GetAttribute("value") == "soon");
        Assert.Empty(page.FindAll("[aria-label='With what']"));
    }

    [Fact]
    public void A_mistake_stands_in_its_row_and_with_its_line_and_the_rule_is_not_kept()
    {
        var page = Open("thank");
        page.Find(".json textarea").Change(page.Find(".json textarea").GetAttribute("value")!.Replace("order.paid", "order.payed", StringComparison.Ordinal));
        Assert.Contains("Did you mean `order.paid`?", page.Find("[aria-label='When'] .err-t").TextContent, StringComparison.Ordinal);
        Assert.Equal("Line 4", page.Find(".mistakes b").TextContent);
        Assert.Equal("4", page.Find(".lines .bad").TextContent);
        Assert.True(page.FindAll(".actions button").Single(b => b.TextContent == "Keep as draft").HasAttribute("disabled"));
    }

    [Fact]
    public void What_is_not_readable_locks_the_form_until_it_is_mended()
    {
        var page = Open("thank");
        var text = page.Find(".json textarea").GetAttribute("value")!;
        page.Find(".json textarea").Change(text[..^1]);
        Assert.True(page.Find(".ruleform").HasAttribute("disabled"));
        Assert.Contains("not readable as JSON", page.Find(".mistakes").TextContent, StringComparison.Ordinal);
        page.Find(".json textarea").Change(text);
        Assert.False(page.Find(".ruleform").HasAttribute("disabled"));
    }

    [Fact]
    public void A_changed_rule_is_kept_as_a_draft_and_the_version_in_force_stays()
    {
        var page = Open("thank");
        Field(page, "How long it waits").Change("3");
        Press(page, "Keep as draft");
        page.WaitForAssertion(() => Assert.Equal(MappingEntry.Draft, _history.List("kornhaus")[0].State));
        Assert.Contains("\"P3D\"", _history.Document("kornhaus", 2), StringComparison.Ordinal);
        Assert.Equal(1, _inForce.Find("kornhaus")!.Value.Version);
        page.WaitForAssertion(() => Assert.Contains("Publish version 2…", page.Find(".actions").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_somebody_else_wrote_meanwhile_is_shown_and_nothing_is_lost()
    {
        var page = Open("thank");
        Field(page, "How long it waits").Change("3");
        await _history.DraftAsync("kornhaus", Text.Replace("P1D", "P9D", StringComparison.Ordinal), "Ben", MappingEntry.FromPerson);
        Press(page, "Keep as draft");
        page.WaitForAssertion(() => Assert.Contains("Ben changed this rule meanwhile (version 2).", page.Find(".note.warn").TextContent, StringComparison.Ordinal));
        Assert.Equal("P3D", Json(page)["then"]![0]!.Value<string>("wait"));

        page.FindAll(".note.warn button").Single(b => b.TextContent == "Keep mine instead").Click();
        page.WaitForAssertion(() => Assert.Contains("\"P3D\"", _history.Document("kornhaus", 3) ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_packs_rule_the_cases_are_played_and_its_values_can_be_set()
    {
        var page = Open("review-request");
        Assert.Contains("give what they say", page.Find("[aria-label='Before you publish']").TextContent, StringComparison.Ordinal);
        page.FindAll("[aria-label='Values'] label").Single(l => l.TextContent.Contains("Review link", StringComparison.Ordinal)).QuerySelector("input")!.Change("https://example.com/us");
        Press(page, "Keep as draft");
        page.WaitForAssertion(() => Assert.Contains("\"review-link\": \"https://example.com/us\"", _history.Document("kornhaus", 2) ?? "", StringComparison.Ordinal));
        Assert.DoesNotContain("\"review-request\",", _history.Document("kornhaus", 2)!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_rule_begins_watching_and_asks_for_its_name()
    {
        var page = Open(null);
        Assert.Contains("the rule has no `id`", page.Find(".mistakes").TextContent, StringComparison.Ordinal);
        Assert.False(page.Find(".ruleform").HasAttribute("disabled"));
        Field(page, "Id of the rule").Change("hello");
        page.Find(".step input").Change("hello");
        Press(page, "Keep as draft");
        page.WaitForAssertion(() => Assert.Contains("\"hello\"", _history.Document("kornhaus", 2) ?? "", StringComparison.Ordinal));
        Assert.Equal("shadow", JObject.Parse(_history.Document("kornhaus", 2)!)["rules"]!.Last!.Value<string>("mode"));
    }

    [Fact]
    public void Two_ways_are_added_named_and_shared_out_by_the_form()
    {
        var page = Open("thank");
        page.FindAll(".ruleform button").First(b => b.TextContent == "Compare two ways").Click();
        Assert.DoesNotContain(page.FindAll(".ruleform button"), b => b.TextContent == "Compare two ways"); // a rule has one at most
        Field(page, "Name of arm 1").Change("mark");
        Field(page, "Share of arm 1, in percent").Change("60");
        Field(page, "Share left out at the split, in percent").Change("10");
        page.FindAll("[aria-label='Arm 1'] .step input")[0].Change("marked");
        page.FindAll("[aria-label='Arm 2'] .step input")[0].Change("Ring them");
        var split = Json(page)["then"]![2]!["split"]!;
        Assert.Equal(("mark", "60%", "by hand", "10%"), (split["arms"]![0]!.Value<string>("name"), split["arms"]![0]!.Value<string>("share"), split["arms"]![1]!.Value<string>("name"), split.Value<string>("holdout")));
        Assert.Contains("by chance 60 % get 'mark' (we mark them 'marked') and 30 % get 'by hand' (we give the owner the task 'Ring them'), and one in ten is left out to compare.", page.Find(".sentence").TextContent, StringComparison.Ordinal);

        page.Find("[aria-label='Take step 3 out']").Click();
        Assert.Equal(2, Json(page)["then"]!.Count());
    }

    [Fact]
    public void Steps_are_added_inside_an_arm()
    {
        var page = Divided();
        page.FindAll("[aria-label='Arm 2'] button").First(b => b.TextContent == "Wait").Click();
        Assert.Equal("P1D", Json(page)["then"]![0]!["split"]!["arms"]![1]!["then"]![0]!.Value<string>("wait"));
    }

    [Fact]
    public void A_mistake_of_a_split_stands_in_the_row_of_the_steps_and_an_arm_too_many_can_be_taken_out()
    {
        var page = Divided(", { \"name\": \"c\", \"then\": [] }");
        Assert.Contains("A split has exactly two arms, and here are 3", page.Find("[aria-label='Then'] .err-t").TextContent, StringComparison.Ordinal);
        page.Find("[aria-label='Take arm 3 out']").Click();
        Assert.Empty(page.FindAll(".err-t"));
        Assert.Empty(page.FindAll("[aria-label='Take arm 2 out']"));
    }

    private IRenderedComponent<RuleEditPage> Divided(string more = "")
    {
        var page = Open("thank");
        page.Find(".json textarea").Change($$"""
            { "id": "thank", "mode": "live", "when": "order.placed",
              "then": [ { "split": { "arms": [ { "name": "a", "then": [ { "do": "hub.tag.add", "with": { "tag": "soon" } } ] }, { "name": "b", "then": [] }{{more}} ] } } ] }
            """);
        return page;
    }

    [Fact]
    public void A_new_rule_does_not_take_the_place_of_another()
    {
        var page = Open(null);
        page.Find(".step input").Change("hello");
        Field(page, "Id of the rule").Change("thank");
        Press(page, "Keep as draft");
        Assert.Single(_history.List("kornhaus"));
    }

    [Fact]
    public async Task Every_rule_of_every_pack_can_be_opened_and_the_form_changes_nothing_by_itself()
    {
        foreach (var pack in Packs.Shipped.Keys)
        {
            var text = $$"""{ "extends": [ "pack:{{pack}}" ] }""";
            var mapping = MappingLoader.Load(text, "m", ActionCatalog.Of(Client)).Mapping!;
            await _history.DraftAsync("kornhaus", text, "Anna", MappingEntry.FromPerson);
            foreach (var rule in mapping.Rules)
            {
                var page = Open(rule.Id);
                Assert.True(JToken.DeepEquals(JObject.Parse(rule.Source), Json(page)), rule.Id);
                Assert.Empty(page.FindAll(".mistakes"));
            }
        }
    }

    private IRenderedComponent<RuleEditPage> Open(string? rule) => _ui.Render<RuleEditPage>(p => p.Add(x => x.Client, "kornhaus").Add(x => x.Id, rule));

    private static IElement Field(IRenderedComponent<RuleEditPage> page, string label) => page.Find($"[aria-label='{label}']");

    private static JObject Json(IRenderedComponent<RuleEditPage> page) => JObject.Parse(page.Find(".json textarea").GetAttribute("value")!);

    private static void Press(IRenderedComponent<RuleEditPage> page, string button) => page.FindAll(".actions button").Single(b => b.TextContent == button).Click();
}
