using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Dashboard;
using IntegrationHub.Mappings.Documents;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>One rule is changed, looked at and kept as a draft; nothing else in the text moves, and nobody's work is lost.</summary>
public sealed class RuleEditingTests : IAsyncLifetime
{
    private const string Text = """
        {
          // written by hand
          "extends": [ "pack:local-business" ],
          "rules": [
            { "id": "thank", "mode": "live", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "thanks" } } ] }, // ours
            { "id": "wrong-hours", "mode": "live" }
          ]
        }
        """;

    private static readonly Dictionary<string, string> None = [];
    private readonly TempStore _temp = new();
    private RuleEditing _editing = null!;
    private MappingHistory _history = null!;

    private static ClientSetup Client => SampleBakery.Client("ana", "Ana");

    public async Task InitializeAsync()
    {
        var rules = await RulesInForce.StartAsync(_temp.Store, new FakeTimeProvider(SampleBakery.Now), new SilentWaker(), Client, Text);
        _history = rules.History;
        _editing = new RuleEditing(_history, rules.InForce, rules.Publishing);
    }

    public async Task DisposeAsync() => await _temp.DisposeAsync();

    [Fact]
    public async Task A_rule_of_the_mappings_own_is_kept_as_it_is_written_and_all_else_stays()
    {
        const string Changed = """{ "id": "thank", "mode": "live", "when": "order.placed", "then": [ { "do": "hub.tag.add", "with": { "tag": "thanks" } } ] }""";
        var saved = await _editing.SaveAsync(Client, _editing.Open(Client), Changed, None, "Anna");
        Assert.Equal((2, "draft"), (saved.Version, _history.List("ana")[0].State));
        Assert.Equal(Text.Replace("order.paid", "order.placed", StringComparison.Ordinal), _history.Document("ana", 2));
    }

    [Fact]
    public async Task Of_a_packs_rule_only_what_differs_is_kept()
    {
        var rule = _editing.Open(Client).Source("wrong-hours")!;
        rule["maxAge"] = "P1D";
        rule.Remove("atMost");
        await _editing.SaveAsync(Client, _editing.Open(Client), rule.ToString(), None, "Anna");
        Assert.Contains("""{ "id": "wrong-hours", "mode": "live", "maxAge": "P1D", "atMost": null }""", _history.Document("ana", 2), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_has_the_line_of_the_rules_own_text()
    {
        var check = _editing.Check(Client, _editing.Open(Client), """

            { "id": "thank", "mode": "live",
              "when": "order.payed",
              "then": [ { "do": "hub.tag.add", "with": { "tag": "thanks" } } ] }
            """, None);
        var mistake = Assert.Single(check.Mistakes);
        Assert.Equal((3, "", "Did you mean `order.paid`?"), (mistake.Line, mistake.File, mistake.Cure));
        Assert.Null(check.Mapping);
    }

    [Theory]
    [InlineData("{ \"id\": \"thank\", ", "not readable as JSON")]
    [InlineData("{ \"id\": \"thank\" } { }", "Additional text")]
    [InlineData("{ \"mode\": \"live\" }", "no `id`")]
    [InlineData("[ 1 ]", "not readable as JSON")]
    [InlineData("", "not readable as JSON")]
    public void What_is_no_rule_is_said_so(string text, string problem) =>
        Assert.Contains(problem, Assert.Single(_editing.Check(Client, _editing.Open(Client), text, None).Mistakes).Problem, StringComparison.Ordinal);

    [Fact]
    public async Task A_parameter_is_set_beside_the_rule()
    {
        var rule = _editing.Open(Client).Source("review-request")!.ToString();
        var saved = await _editing.SaveAsync(Client, _editing.Open(Client), rule, new Dictionary<string, string> { ["review-link"] = "\"https://example.com/us\"" }, "Anna");
        Assert.Empty(saved.Mistakes);
        Assert.Equal("https://example.com/us", JObject.Parse(_history.Document("ana", 2)!)["parameters"]!.Value<string>("review-link"));
        Assert.Equal("\"https://example.com/us\"", _editing.Open(Client).Mapping.Rule("review-request")!.Parameters["review-link"]);
    }

    [Fact]
    public async Task Two_people_who_change_two_rules_both_keep_theirs()
    {
        var opened = _editing.Open(Client);
        await _editing.SaveAsync(Client, opened, Changed(opened, "thank"), None, "Anna");
        var second = await _editing.SaveAsync(Client, opened, Changed(opened, "wrong-hours"), None, "Ben");
        Assert.Null(second.Meanwhile);
        var now = _editing.Open(Client);
        Assert.Equal(("P7D", "P7D"), (now.Source("thank")!.Value<string>("maxAge"), now.Source("wrong-hours")!.Value<string>("maxAge")));
    }

    [Fact]
    public async Task Who_comes_second_to_the_same_rule_hears_of_it_and_overwrites_nothing()
    {
        var opened = _editing.Open(Client);
        await _editing.SaveAsync(Client, opened, Changed(opened, "thank"), None, "Anna");
        var second = await _editing.SaveAsync(Client, opened, """{ "id": "thank", "when": "order.placed", "then": [ { "do": "hub.tag.add", "with": { "tag": "b" } } ] }""", None, "Ben");
        Assert.Equal((0, 2, "Anna"), (second.Version, second.Meanwhile!.Version, second.Meanwhile.By));
        Assert.Equal("P7D", _editing.Open(Client).Source("thank")!.Value<string>("maxAge"));
    }

    [Fact]
    public async Task A_rule_that_is_taken_out_is_gone_and_a_packs_rule_is_its_packs_again()
    {
        await _editing.RemoveAsync(Client, _editing.Open(Client), "thank", "Anna");
        await _editing.RemoveAsync(Client, _editing.Open(Client), "wrong-hours", "Anna");
        var now = _editing.Open(Client).Mapping;
        Assert.Null(now.Rule("thank"));
        Assert.Equal(Mappings.Engine.RuleMode.Off, now.Rule("wrong-hours")!.Mode);
    }

    [Fact]
    public void The_cases_of_its_pack_are_played_with_the_changed_rule()
    {
        var opened = _editing.Open(Client);
        var rule = opened.Source("not-collected")!;
        Assert.All(Play(rule), c => Assert.Empty(c.Differences));

        rule["then"]![0]!["at"] = "20:00";
        Assert.Contains(Play(rule), c => c.Differences.Length > 0);

        IReadOnlyList<PlayedCase> Play(JObject changed)
        {
            var played = RuleCases.Play(Client, _editing.Check(Client, opened, changed.ToString(), None));
            Assert.NotEmpty(played);
            return played;
        }
    }

    private static string Changed(RuleOpened opened, string id)
    {
        var rule = opened.Source(id)!;
        rule["maxAge"] = "P7D";
        return rule.ToString();
    }
}
