using CsCheck;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Tests.Documents;

public sealed class RuleCompletionTests
{
    private static readonly RuleCompletion Rules = new(Actions.All, StageModels.Default);

    [Theory]
    [InlineData("{ | }", "when")]
    [InlineData("{ \"wh| }", "when")]
    [InlineData("{ \"when\": | }", "order.paid")]
    [InlineData("{ \"when\": \"ord|\" }", "order.paid")]
    [InlineData("{ \"when\": [ \"order.placed\", | ] }", "order.paid")]
    [InlineData("{ \"if\": { | } }", "didNot")]
    [InlineData("{ \"if\": { \"all\": [ { \"field\": \"| } ] } }", "contact.orders.count")]
    [InlineData("{ \"if\": { \"did\": \"act|\" } }", "action:mail.tag.add")]
    [InlineData("{ \"then\": [ { | } ] }", "wait")]
    [InlineData("{ \"then\": [ { \"do\": \"| } ] }", "mail.tag.add")]
    [InlineData("{ \"then\": [ { \"do\": \"mail.tag.add\", \"with\": { | } } ] }", "tag")]
    [InlineData("{ \"then\": [ { \"wait\": \"P1D\", \"until\": [ { \"event\": | } ] } ] }", "order.paid")]
    [InlineData("{ \"then\": [ { \"if\": { }, \"then\": [ { \"exit\": \"}\", | } ] } ] }", "id")]
    [InlineData("{ \"date\": { | } }", "weekly")]
    [InlineData("{ \"date\": { \"after\": \"ord| } }", "order.paid")]
    [InlineData("{ \"segment\": { | } }", "did")]
    [InlineData("{ \"then\": [ { \"sp| } ] }", "split")]
    [InlineData("{ \"then\": [ { \"split\": { | } } ] }", "holdout")]
    [InlineData("{ \"then\": [ { \"split\": { \"arms\": [ { | } ] } } ] }", "share")]
    [InlineData("{ \"then\": [ { \"split\": { \"arms\": [ { \"then\": [ { \"do\": \"| } ] } ] } } ] }", "mail.tag.add")]
    [InlineData("{ \"once\": | }", "per contact")]
    [InlineData("{ // a \" comment {\n \"mode\": | }", "shadow")]
    [InlineData("{ \"stage\": | }", "all")]
    public void What_may_stand_there_is_offered(string text, string expected) => Assert.Contains(expected, At(text).Select(c => c.Text));

    [Fact]
    public void Names_that_stand_there_already_are_not_offered_wherever_they_stand()
    {
        var names = At("{ \"when\": \"order.paid\", | , \"then\": [] }").Select(c => c.Text).ToList();
        Assert.DoesNotContain("when", names);
        Assert.DoesNotContain("then", names);
        Assert.Contains("goal", names);
    }

    [Fact]
    public void What_begins_with_the_typed_letters_comes_first() => Assert.Equal("order.placed", At("{ \"when\": \"order.pl|\" }")[0].Text);

    [Theory]
    [InlineData("{ \"wh| }", "{ \"when\": | }", "when")]
    [InlineData("{ \"wh|, \"then\": [] }", "{ \"when\": |, \"then\": [] }", "when")]
    [InlineData("{ \"wh|\": 1 }", "{ \"when\"|: 1 }", "when")]
    [InlineData("{ \"when\": \"or|der\" }", "{ \"when\": \"order.paid\"| }", "order.paid")]
    [InlineData("{ \"when\": | }", "{ \"when\": \"order.paid\"| }", "order.paid")]
    public void What_is_chosen_stands_in_the_place_of_what_was_typed(string before, string after, string chosen)
    {
        var (text, caret) = Split(before);
        var (put, at) = RuleCompletion.Put(text, caret, new(chosen, $"\"{chosen}\"", ""));
        Assert.Equal(after, put.Insert(at, "|"));
    }

    [Fact]
    public void Nothing_typed_makes_it_fail() =>
        Gen.String[Gen.Char["{}[]\":,/* \n\\azw"], 0, 60].SelectMany(t => Gen.Int[0, t.Length].Select(c => (t, c))).Sample(x =>
        {
            var found = Rules.At(x.t, x.c);
            return found.IsEmpty || RuleCompletion.Put(x.t, x.c, found[0]).Text.Length > 0;
        });

    private static IReadOnlyList<Completion> At(string marked)
    {
        var (text, caret) = Split(marked);
        return Rules.At(text, caret);
    }

    private static (string Text, int Caret) Split(string marked) => (marked.Replace("|", "", StringComparison.Ordinal), marked.IndexOf('|', StringComparison.Ordinal));
}
