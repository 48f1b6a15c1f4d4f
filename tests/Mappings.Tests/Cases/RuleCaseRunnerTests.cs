using IntegrationHub.Mappings.Cases;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Tests.Cases;

public sealed class RuleCaseRunnerTests
{
    public static TheoryData<string, string> All()
    {
        var data = new TheoryData<string, string>();
        foreach (var (pack, text) in Packs.Cases)
        {
            foreach (var told in Read(text).Cases)
            {
                data.Add(pack, told.ToString());
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_case_of_a_pack_holds(string pack, string name)
    {
        var file = Read(Packs.Cases[pack]);
        var told = Assert.Single(file.Cases, c => c.ToString() == name);
        Assert.Equal("", string.Join('\n', RuleCaseRunner.Run(file, told, Actions.All)));
    }

    [Fact]
    public void What_was_not_expected_is_told()
    {
        var differences = Run("""{ "event": "order.paid", "key": "o1" }""", """{ }""");
        Assert.StartsWith("action 1: not expected, but there was shop.tag.add tag=bought on Mon 2 Nov 09:00", differences[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_did_not_come_is_told() =>
        Assert.Contains(Run("""{ "event": "order.placed" }""", """{ "actions": [ { "do": "shop.tag.add" } ] }"""), d => d == "action 1: expected shop.tag.add, but nothing came");

    [Theory]
    [InlineData("""{ "do": "shop.tag.remove" }""", "it is shop.tag.add")]
    [InlineData("""{ "do": "shop.tag.add", "with": { "tag": "sold" } }""", "`tag` is 'bought'")]
    [InlineData("""{ "do": "shop.tag.add", "to": "mail" }""", "it goes to shop")]
    [InlineData("""{ "do": "shop.tag.add", "after": "PT1H" }""", "it came on Mon 2 Nov 09:00")]
    public void A_different_action_is_told(string action, string says) =>
        Assert.Contains(says, Run("""{ "event": "order.paid", "key": "o1" }""", $$"""{ "actions": [ {{action}} ] }""")[0], StringComparison.Ordinal);

    [Fact]
    public void A_missing_decision_is_told_with_what_was_decided_instead()
    {
        var differences = Run("""{ "event": "order.paid", "key": "o1" }""", """{ "actions": [ { "do": "shop.tag.add" } ], "decisions": [ { "verdict": "Capped" } ] }""");
        Assert.StartsWith("decision: expected Capped", differences[0], StringComparison.Ordinal);
        Assert.Contains("Acted", differences[1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_event_is_told_with_the_nearest() =>
        Assert.Contains("did you mean `order.paid`", Run("""{ "event": "order.payd" }""", "{ }")[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("{ \"pack\": \"online-shop\",\n\"cases\": [ { \"name\": \"a\", \"rule\": \"b\", \"expects\": {} } ] }", "expects")]
    [InlineData("{ \"pack\": \"online-shop\",\n\"cases\": [ { \"name\": \"a\", \"rule\": \"b\", \"for\": \"3 days\", \"expect\": {} } ] }", "3 days")]
    public void A_mistake_is_named_with_its_line(string text, string says)
    {
        var mistake = LoadedCases.Read(text, "x.cases.json").Mistake!;
        Assert.Equal(2, mistake.Line);
        Assert.Contains(says, mistake.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "one", "")]
    [InlineData("\"arm\": \"one\",", "one", "")]
    [InlineData("\"arm\": \"two\",", "two", "")]
    [InlineData("\"arm\": \"held out\",", null, "")]
    [InlineData("\"arm\": \"three\",", null, "`a` has no arm `three`; it has `one`, `two`, `held out`")]
    public void A_case_plays_the_arm_that_it_names_and_else_the_first(string arm, string? tag, string says)
    {
        var expect = tag is null ? """{ "decisions": [ { "verdict": "HeldOut", "clause": "split held out" } ] }"""
            : $$"""{ "decisions": [ { "verdict": "Divided", "clause": "split {{tag}}" } ], "actions": [ { "do": "shop.tag.add", "with": { "tag": "{{tag}}" } } ] }""";
        var file = Read($$"""
            { "mapping": { "rules": [ { "id": "a", "when": "order.paid", "then": [ { "split": { "arms": [
                { "name": "one", "share": "1%", "then": [ { "do": "shop.tag.add", "with": { "tag": "one" } } ] }, { "name": "two", "share": "9%", "then": [ { "do": "shop.tag.add", "with": { "tag": "two" } } ] } ], "holdout": "90%" } } ] } ] },
              "cases": [ { "name": "x", "rule": "a", {{arm}} "play": [ { "event": "order.paid", "key": "o1" } ], "expect": {{expect}} } ] }
            """);
        Assert.Equal(says, string.Join('\n', RuleCaseRunner.Run(file, file.Cases[0], Actions.All)));
    }

    [Fact]
    public void A_case_that_names_an_arm_of_a_rule_without_a_split_is_told()
    {
        var file = Read("""{ "pack": "online-shop", "cases": [ { "name": "x", "rule": "late-order", "arm": "one", "play": [], "expect": {} } ] }""");
        Assert.Equal("the case names the arm `one`, and `late-order` has no split", Assert.Single(RuleCaseRunner.Run(file, file.Cases[0], Actions.All)));
    }

    [Fact]
    public void What_a_person_says_yes_to_goes_out_with_its_other_arguments_filled_in()
    {
        var file = Read("""
            { "mapping": { "rules": [ { "id": "a", "when": "order.paid", "then": [ { "do": "hub.approval", "with": {
                "action": "reviews.hours.special.set", "argument": "hours", "title": "Holiday", "draft": "closed", "date": "{{ event.day }}" } } ] } ] },
              "client": { "connections": [ { "id": "google", "tool": "google", "toolName": "Google", "role": "reviews", "primary": true } ] },
              "cases": [ { "name": "x", "rule": "a", "for": "P1D", "play": [ { "event": "order.paid", "key": "o1", "with": { "day": "2026-12-24" } }, { "after": "PT1H", "approve": true } ],
                           "expect": { "decisions": [ { "verdict": "NeedsApproval" }, { "verdict": "Acted" } ], "drafts": [ { "action": "reviews.hours.special.set", "text": "closed" } ],
                                       "actions": [ { "do": "reviews.hours.special.set", "with": { "hours": "closed", "date": "2026-12-24" }, "after": "PT1H" } ] } } ] }
            """);
        Assert.Equal("", string.Join('\n', RuleCaseRunner.Run(file, file.Cases[0], Actions.All)));
    }

    [Fact]
    public void What_a_person_saw_is_what_goes_out()
    {
        var file = Read("""
            { "mapping": { "rules": [ { "id": "a", "when": "order.paid", "then": [ { "do": "hub.approval", "with": {
                "action": "reviews.hours.special.set", "argument": "hours", "draft": "closed", "date": "{{ contact.city }}" } } ] } ] },
              "client": { "connections": [ { "id": "google", "tool": "google", "toolName": "Google", "role": "reviews", "primary": true } ] },
              "cases": [ { "name": "x", "rule": "a", "for": "P1D", "given": [ { "event": "contact.updated", "ago": "P1D", "contact": { "city": "2026-12-24" } } ],
                           "play": [ { "event": "order.paid", "key": "o1" }, { "after": "PT1H", "event": "contact.updated", "contact": { "city": "2026-12-31" } }, { "after": "PT2H", "approve": true } ],
                           "expect": { "decisions": [ { "verdict": "NeedsApproval" }, { "verdict": "Acted" } ], "drafts": [ { "action": "reviews.hours.special.set", "text": "closed" } ],
                                       "actions": [ { "do": "reviews.hours.special.set", "with": { "hours": "closed", "date": "2026-12-24" } } ] } } ] }
            """);
        Assert.Equal("", string.Join('\n', RuleCaseRunner.Run(file, file.Cases[0], Actions.All)));
    }

    private static IReadOnlyList<string> Run(string moment, string expect)
    {
        var file = Read($$"""
            { "mapping": { "rules": [ { "id": "a", "when": "order.paid", "then": [ { "do": "shop.tag.add", "with": { "tag": "bought" } } ] } ] },
              "cases": [ { "name": "x", "rule": "a", "play": [ {{moment}} ], "expect": {{expect}} } ] }
            """);
        return RuleCaseRunner.Run(file, file.Cases[0], Actions.All);
    }

    private static RuleCaseFile Read(string text)
    {
        var loaded = LoadedCases.Read(text, "cases");
        Assert.Null(loaded.Mistake?.ToString());
        return loaded.File!;
    }
}
