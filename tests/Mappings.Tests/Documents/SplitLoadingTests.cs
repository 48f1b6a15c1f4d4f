using CsCheck;
using IntegrationHub.Mappings.Documents;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Tests.Documents;

/// <summary>A split is read with its shares, and each of its mistakes is named with a cure.</summary>
public sealed class SplitLoadingTests
{
    private const string Do = """{ "do": "hub.tag.add", "with": { "tag": "x" } }""";
    private const string A = $$"""{ "name": "a", "then": [ {{Do}} ] }""";
    private const string B = $$"""{ "name": "b", "then": [ {{Do}} ] }""";

    [Theory]
    [InlineData("", "", "", 50, 50, 0)]
    [InlineData("", "", "10%", 45, 45, 10)]
    [InlineData("", "", "15%", 43, 42, 15)]
    [InlineData("", "50%", "10%", 40, 50, 10)]
    [InlineData("70%", "", "", 70, 30, 0)]
    [InlineData("70%", "20%", "10%", 70, 20, 10)]
    [InlineData("", "", "0%", 50, 50, 0)]
    public void What_no_share_names_is_divided_evenly(string a, string b, string holdout, int first, int second, int left)
    {
        var split = Load(Arms(Share(A, a), Share(B, b)) + (holdout.Length == 0 ? "" : $", \"holdout\": \"{holdout}\"")).Mapping!.Rule("r")!.Split!;
        Assert.Equal((first, second, left), (split.Arms[0].Share, split.Arms[1].Share, split.Holdout));
    }

    [Fact]
    public void Its_own_id_and_those_of_its_steps_do_not_depend_on_its_place()
    {
        var rule = Load(Arms(A, B), before: Do + ",").Mapping!.Rule("r")!;
        Assert.Equal(["1", "split", "split.1.1", "split.end", "split.2.1"], rule.Steps.Select(s => s.Id));
    }

    [Theory]
    [InlineData("\"arms\": []", "exactly two arms, and there are none")]
    [InlineData("\"arms\": {}", "`arms` must be a list")]
    [InlineData("\"holdout\": \"10%\"", "exactly two arms, and there are none")]
    [InlineData($"\"arms\": [ {A} ]", "exactly two arms, and here is 1")]
    [InlineData($"\"arms\": [ {A}, {B}, {{ \"name\": \"c\", \"then\": [] }} ]", "exactly two arms, and here are 3")]
    [InlineData($"\"arms\": [ {A}, \"b\" ]", "an arm must be an object")]
    [InlineData($"\"arms\": [ {A}, {A} ]", "both arms are called `a`")]
    [InlineData($"\"arms\": [ {A}, {{ \"then\": [] }} ]", "`name` is missing")]
    [InlineData($"\"arms\": [ {A}, {{ \"name\": \" \", \"then\": [] }} ]", "is no name of an arm")]
    [InlineData($"\"arms\": [ {A}, {{ \"name\": \"held out\", \"then\": [] }} ]", "`held out` is no name of an arm")]
    [InlineData($"\"arms\": [ {A}, {{ \"name\": \"b\" }} ]", "`then` is missing")]
    [InlineData($"\"arms\": [ {A}, {{ \"name\": \"b\", \"then\": {{}} }} ]", "`then` must be a list")]
    [InlineData($"\"arms\": [ {A}, {{ \"name\": \"b\", \"then\": [], \"do\": 1 }} ]", "unknown key in an arm `do`")]
    [InlineData($"\"arms\": [ {A}, {{ \"name\": \"b\", \"then\": [], \"share\": \"half\" }} ]", "`half` is no share")]
    [InlineData($"\"arms\": [ {A}, {{ \"name\": \"b\", \"then\": [], \"share\": \"100%\" }} ]", "`100%` is no share")]
    [InlineData($"\"arms\": [ {A}, {{ \"name\": \"b\", \"then\": [], \"share\": \"95%\" }} ], \"holdout\": \"10%\"", "do not make 100% (95 + 10 = 105)")]
    [InlineData($"\"arms\": [ {A}, {{ \"name\": \"b\", \"then\": [], \"share\": \"90%\" }} ], \"holdout\": \"10%\"", "do not make 100% (90 + 10 = 100)")]
    [InlineData($"\"arms\": [ {A}, {B} ], \"holdout\": \"95%\"", "`95%` is no share")]
    [InlineData($"\"arms\": [ {A}, {B} ], \"share\": \"95%\"", "unknown key in a split `share`")]
    [InlineData("\"arms\": [ { \"name\": \"a\", \"then\": [] }, { \"name\": \"b\", \"then\": [] } ]", "both arms do nothing")]
    [InlineData($"\"arms\": [ {A}, {{ \"name\": \"b\", \"then\": [ {{ \"split\": {{ \"arms\": [ {A}, {B} ] }} }} ] }} ]", "a split stands inside a split")]
    [InlineData($"\"arms\": [ {A}, {{ \"name\": \"b\", \"then\": [ {{ \"do\": \"mail.tag.ad\", \"with\": {{ \"tag\": \"x\" }} }} ] }} ]", "unknown action `mail.tag.ad`")]
    public void A_mistake_is_named(string split, string says) => Assert.Contains(Load(split).Mistakes, m => m.Problem.Contains(says, StringComparison.Ordinal) && m.Cure.Length > 0 && m.Line > 0);

    [Fact]
    public void Shares_that_are_too_small_together_are_named_with_their_sum() =>
        Assert.Contains("the shares do not make 100% (30 + 30 = 60)", Assert.Single(Load(Arms(Share(A, "30%"), Share(B, "30%"))).Mistakes).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_second_split_is_named()
    {
        var split = $$"""{ "split": { {{Arms(A, B)}} } }""";
        Assert.Contains("second split of the rule", Assert.Single(Load(Arms(A, B), before: split.Replace("{ \"split\"", "{ \"id\": \"s\", \"split\"", StringComparison.Ordinal) + ",").Mistakes).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_holds_out_beside_its_split_is_named_with_both()
    {
        var mistake = Assert.Single(Load(Arms(A, B) + ", \"holdout\": \"10%\"", words: "\"holdout\": \"20%\",").Mistakes);
        Assert.Equal("people are held out twice: by the rule and by its split", mistake.Problem);
        Assert.Contains("Leave `holdout` out of the rule", mistake.Cure, StringComparison.Ordinal);
        Assert.Empty(Load(Arms(A, B), words: "\"holdout\": \"20%\",").Mistakes);
    }

    [Fact]
    public void A_split_may_stand_in_a_branch_and_a_branch_in_an_arm()
    {
        var arm = $$"""{ "name": "a", "then": [ { "if": { "field": "event.value", "gt": 1 }, "then": [ {{Do}} ], "else": [ { "exit": "small" } ] } ] }""";
        var loaded = MappingLoader.Load(Rule($$"""{ "if": { "field": "event.value", "gt": 0 }, "then": [ { "split": { {{Arms(arm, B)}} } } ] }"""), "m", Actions.All);
        Assert.Empty(loaded.Mistakes.Select(m => m.ToString()));
    }

    [Fact]
    public void Arms_count_as_a_level_of_nesting()
    {
        var inner = Do;
        for (var i = 0; i < 4; i++)
        {
            inner = $$"""{ "if": { "field": "event.value", "gt": 0 }, "then": [ {{inner}} ] }""";
        }

        Assert.Contains(Load(Arms($$"""{ "name": "a", "then": [ {{inner}} ] }""", B)).Mistakes, m => m.Problem.Contains("nested too deep", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_arm_has_its_own_wait_for_a_time_of_day()
    {
        var loaded = MappingLoader.Load(Rule($$"""{ "split": { {{Arms($$"""{ "name": "a", "then": [ { "wait": "P1D", "at": "10:00" }, {{Do}} ] }""", B)}} } }, {{Do}}"""), "m", Actions.All);
        Assert.Equal([new TimeOnly(10, 0), null, null], loaded.Mapping!.Rule("r")!.Steps.OfType<Instruction.Do>().Select(d => d.PreferredAt));
    }

    [Fact]
    public void The_other_half_of_two_flows_names_both()
    {
        static string Flow(string name) => $$"""{ "name": "{{name}}", "then": [ { "do": "mail.tag.add", "with": { "tag": "{{name}}" }, "touch": "marketing", "starts": { "flow": "{{name}}", "expect": { "event": "email.sent", "within": "PT2H" } } } ] }""";
        Assert.Equal("Short” and “Long", Load(Arms(Flow("Short"), Flow("Long"))).Mapping!.Rule("r")!.OtherHalf!.Flow);
    }

    [Fact]
    public void What_an_arm_asks_of_people_is_settled_by_the_goal() =>
        Assert.Single(Load(Arms("""{ "name": "a", "then": [ { "do": "hub.task", "with": { "title": "x" } } ] }""", B), words: "\"goal\": \"order.placed within P7D\",").Mapping!.Rule("r")!.Settles);

    [Fact]
    public void Whatever_stands_in_a_split_the_loader_answers()
    {
        string[] junk = ["null", "true", "\"\"", "\"held out\"", "\"50%\"", "3", "-3", "1e30", "[]", "[1,null,{}]", "{}", """{ "arms": [ {}, {} ] }""", """[ { "split": { "arms": [] } } ]"""];
        var text = Rule($$"""{ "id": "s", "split": { {{Arms(Share(A, "40%"), Share(B, "50%"))}}, "holdout": "10%" } }, {{Do}}""");
        Gen.Select(Gen.Int[0, 500], Gen.Int[0, junk.Length - 1], Gen.Int[0, 500], Gen.Int[0, junk.Length - 1]).Sample((one, with, other, also) =>
        {
            var document = JObject.Parse(text);
            foreach (var (place, what) in new[] { (one, with), (other, also) })
            {
                var all = document.Descendants().Where(t => t is not JProperty && t.Path.Contains("split", StringComparison.Ordinal)).ToList();
                if (all.Count > 0)
                {
                    all[place % all.Count].Replace(JToken.Parse(junk[what]));
                }
            }

            var loaded = MappingLoader.Load(document.ToString(), "m", Actions.All);
            return loaded.Mapping is not null ? loaded.Mapping.Rule("r")!.Split is null or { Arms.Length: 2 } : loaded.Mistakes.Length > 0;
        }, iter: 3000);
    }

    private static string Arms(string a, string b) => $"\"arms\": [ {a}, {b} ]";

    private static string Share(string arm, string share) => share.Length == 0 ? arm : arm.Replace("\"then\"", $"\"share\": \"{share}\", \"then\"", StringComparison.Ordinal);

    private static string Rule(string steps, string words = "") => $$"""{ "rules": [ { "id": "r", "mode": "live", {{words}} "when": "order.paid", "then": [ {{steps}} ] } ] }""";

    private static LoadedMapping Load(string split, string before = "", string words = "") => MappingLoader.Load(Rule($$"""{{before}} { "split": { {{split}} } }""", words), "m", Actions.All);
}
