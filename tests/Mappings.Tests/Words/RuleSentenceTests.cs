using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Mappings.Tests.Words;

public sealed class RuleSentenceTests
{
    private static readonly Dictionary<string, string> Tools = new() { ["mail"] = "Mailchimp", ["shop"] = "Shopify" };

    [Theory]
    [InlineData("online-shop", "cart-reminder",
        "When somebody leaves a checkout unfinished, if the value is at least 15, unless they ordered in the last 24 hours: after 60 minutes, unless they order before, if they have the tag 'big-cart', it ends (a person looks at this cart); we set CARTURL in Mailchimp and start 'Cart' in Mailchimp (tag 'cart-reminder'), if that is possible within 20 hours; 2 days later, we take the tag 'cart-reminder' off in Mailchimp. Once for each checkout, at most once per person in 2 weeks. It ends early when they leave the mailing list.")]
    [InlineData("online-shop", "late-order",
        "When somebody pays for an order, if the channel is not pos: after 3 working days, unless their order is handed over or their order is cancelled or they get money back before, we tell the owner: 'Order … is late', make the task 'Order … is late: tell …' in the CRM and pause marketing for them for 3 days. Once for each order.")]
    [InlineData("local-business", "win-back",
        "When somebody goes quiet, if the number of their orders is at least 3: if what they have spent is at least 200, we make the task 'Write … a line' in the CRM, otherwise we start 'How are you?' in Mailchimp (tag 'win-back'); 30 days later, unless they come back before, we tag them 'sleeping' in Mailchimp.")]
    [InlineData("local-business", "review-request",
        "When somebody's order is handed over or somebody visits the shop, unless we tagged them 'review-request' in Mailchimp in the last 180 days or they got a tag (review-request) in the last 180 days: after 24 hours at 10:00, unless their order is cancelled before, we set REVIEWURL in Mailchimp and start 'Review request' in Mailchimp (tag 'review-request'); 7 days later, we take the tag 'review-request' off in Mailchimp. At most once per person in 180 days.")]
    [InlineData("local-business", "counter-welcome",
        "When somebody joins the mailing list: we start 'Welcome' in Mailchimp (tag 'welcome'); 7 days later, or as soon as they order or they visit the shop, we take the tag 'welcome' off in Mailchimp. Once per person. It ends early when they leave the mailing list or a mail to them bounces (hard).")]
    public void A_rule_of_a_pack_reads_aloud(string pack, string rule, string says) => Assert.Equal(says, Say($$"""{ "extends": ["pack:{{pack}}"] }""", rule).Sentence);

    [Theory]
    [InlineData("\"action\": \"reviews.reply\", \"draft\": \"Thank you\"", "When somebody pays for an order: we draft 'Thank you', which goes out only after a person's yes.")]
    [InlineData("\"action\": \"reviews.hours.special.set\", \"argument\": \"hours\", \"draft\": \"closed\", \"date\": \"2026-12-24\"",
        "When somebody pays for an order: we draft 'closed', and only after a person's yes set the hours of 2026-12-24 in the reviews.")]
    public void What_waits_for_a_yes_is_said_with_what_it_does(string with, string says) =>
        Assert.Equal(says, Say($$"""{ "rules": [ { "id": "a", "when": "order.paid", "then": [ { "do": "hub.approval", "with": { {{with}} } } ] } ] }""", "a").Sentence);

    [Theory]
    [InlineData("", "When somebody goes quiet: by chance half get 'mail' (we tag them 'win-back' in Mailchimp) and half get 'by hand' (we give the owner the task 'Write a line'); after that we mark them 'asked'.")]
    [InlineData(", \"holdout\": \"10%\"", "When somebody goes quiet: by chance 45 % get 'mail' (we tag them 'win-back' in Mailchimp) and 45 % get 'by hand' (we give the owner the task 'Write a line'), and one in ten is left out to compare; after that we mark them 'asked'.")]
    public void A_split_reads_aloud(string holdout, string says) => Assert.Equal(says, Say($$"""
        { "rules": [ { "id": "a", "when": "contact.lapsed", "then": [ { "split": { "arms": [ { "name": "mail", "then": [ { "do": "mail.tag.add", "with": { "tag": "win-back" } } ] },
            { "name": "by hand", "then": [ { "do": "hub.task", "with": { "title": "Write a line" } } ] } ]{{holdout}} } }, { "do": "hub.tag.add", "with": { "tag": "asked" } } ] } ] }
        """, "a").Sentence);

    [Theory]
    [InlineData("1", "by chance one in five gets 'a' (we mark them 'x'; 2 days later, we mark them 'y'; 2 days later, it goes on) and 80 % get 'b' (nothing); after that we mark them 'z'")]
    [InlineData("split.1.2", "mark them 'y'")]
    [InlineData("split.1.4", "mark them 'z'")]
    public void What_comes_next_follows_the_way_of_the_run(string step, string says)
    {
        var rule = Rule("""
            { "rules": [ { "id": "a", "when": "order.paid", "then": [ { "wait": "P1D" }, { "split": { "arms": [ { "name": "a", "share": "20%", "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } }, { "wait": "P2D" }, { "do": "hub.tag.add", "with": { "tag": "y" } }, { "wait": "P2D" } ] },
                { "name": "b", "then": [] } ] } }, { "do": "hub.tag.add", "with": { "tag": "z" } } ] } ] }
            """, "a");
        Assert.Equal(says, NextWords.Of(rule, step, false, Tools));
    }

    [Fact]
    public void Long_conditions_become_short_lines()
    {
        var text = Say("""
            { "rules": [ { "id": "a", "when": "order.paid", "if": { "all": [ { "field": "event.value", "gte": 100 }, { "field": "contact.city", "in": [ "Berlin", "Hamburg" ] }, { "field": "contact.orders.count", "gt": 5 },
              { "didNot": "ticket.opened", "within": "P30D" }, { "not": { "field": "contact.country", "eq": "US" } } ] }, "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } } ] } ] }
            """, "a");
        Assert.Equal("When somebody pays for an order, under its conditions: we mark them 'x'.", text.Sentence);
        Assert.Equal(
            ["only if the value is at least 100", "only if their city is one of Berlin, Hamburg", "only if the number of their orders is more than 5", "only if their country is not US", "unless they asked for help in the last 30 days"],
            text.Conditions.ToArray());
    }

    [Fact]
    public void Without_a_tool_the_role_is_said() =>
        Assert.Contains("in the mail tool", RuleSentence.Of(Rule("""{ "extends": ["pack:local-business"] }""", "counter-welcome"), new Dictionary<string, string>()).Sentence, StringComparison.Ordinal);

    [Fact]
    public void Every_event_of_the_vocabulary_has_words() => Assert.Empty(Vocabulary.Events.Select(e => e.Name).Where(n => !EventWords.Knows(n)));

    private static RuleText Say(string text, string rule) => RuleSentence.Of(Rule(text, rule), Tools);

    private static CompiledRule Rule(string text, string rule)
    {
        var loaded = MappingLoader.Load(text, "m.json", Actions.All);
        Assert.Empty(loaded.Mistakes.Select(m => m.ToString()));
        return loaded.Mapping!.Rule(rule)!;
    }
}
