using IntegrationHub.Mappings.Documents;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Tests.Documents;

/// <summary>When one arm is to stay, its steps take the split's place, and nothing that runs on is lost.</summary>
public sealed class SplitTextTests
{
    private const string Rule = """
        { "id": "r", "when": "order.paid", "then": [ { "wait": "P1D" },
          { "split": { "arms": [ { "name": "a", "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } }, { "wait": "P2D" } ] }, { "name": "b", "then": [ { "id": "mine", "do": "hub.tag.add", "with": { "tag": "y" } } ] } ], "holdout": "10%" } },
          { "do": "hub.tag.add", "with": { "tag": "z" } } ] }
        """;

    [Fact]
    public void The_steps_of_the_arm_take_the_splits_place() =>
        Assert.Equal(["P1D", "y", "z"], ((JArray)SplitText.With(JObject.Parse(Rule), 1)!["then"]!).Select(s => s.Value<string>("wait") ?? s["with"]!.Value<string>("tag")));

    [Theory]
    [InlineData(0, "1", "split.1.1", "split.1.2", "3")]
    [InlineData(1, "1", "mine", "3")]
    public void Steps_keep_the_ids_that_they_had(int arm, params string[] ids)
    {
        var loaded = MappingLoader.Load(new JObject { ["rules"] = new JArray(SplitText.With(JObject.Parse(Rule), arm)!) }.ToString(), "m", Actions.All);
        Assert.Empty(loaded.Mistakes);
        Assert.Equal(ids, loaded.Mapping!.Rule("r")!.Steps.Select(s => s.Id));
    }

    [Theory]
    [InlineData("then")]
    [InlineData("else")]
    public void A_split_inside_a_branch_is_found(string where)
    {
        var rule = JObject.Parse(Rule);
        var steps = rule["then"]!.DeepClone();
        rule["then"] = new JArray(new JObject { ["if"] = JObject.Parse("""{ "field": "event.value", "gt": 1 }"""), ["then"] = new JArray(), [where] = steps });
        var before = MappingLoader.Load(new JObject { ["rules"] = new JArray(rule) }.ToString(), "m", Actions.All).Mapping!.Rule("r")!.Steps.OfType<Instruction.Do>().Select(d => d.Id).ToList();
        var after = MappingLoader.Load(new JObject { ["rules"] = new JArray(SplitText.With(rule, 0)!) }.ToString(), "m", Actions.All).Mapping!.Rule("r")!;
        Assert.Null(after.Split);
        Assert.Equal([before[0], before[2]], after.Steps.OfType<Instruction.Do>().Select(d => d.Id));
    }

    [Theory]
    [InlineData(0, "marketing", true)]
    [InlineData(1, "internal", false)]
    public void Class_and_other_half_are_those_of_the_steps_that_are_left(int arm, string touch, bool half)
    {
        var rule = SplitText.With(JObject.Parse("""
            { "id": "r", "when": "order.paid", "touch": "marketing", "otherHalf": { "flow": "Mail" }, "then": [ { "split": { "arms": [
                { "name": "a", "then": [ { "do": "mail.tag.add", "with": { "tag": "x" }, "touch": "marketing", "starts": { "flow": "Mail", "expect": { "event": "email.sent", "within": "PT2H" } } } ] },
                { "name": "b", "then": [ { "do": "hub.task", "with": { "title": "x" } } ] } ] } } ] }
            """), arm)!;
        Assert.Equal((touch, half), (rule.Value<string>("touch"), rule["otherHalf"] is not null));
        Assert.Empty(MappingLoader.Load(new JObject { ["rules"] = new JArray(rule) }.ToString(), "m", Actions.All).Mistakes);
    }

    [Fact]
    public void A_rule_without_a_split_has_nothing_to_decide() => Assert.Null(SplitText.With(JObject.Parse("""{ "id": "r", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } } ] }"""), 0));
}
