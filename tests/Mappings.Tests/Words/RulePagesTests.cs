using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Mappings.Tests.Words;

/// <summary>A rule for somebody who never saw the hub.</summary>
public sealed class RulePagesTests
{
    private static readonly Dictionary<string, string> Tools = new() { ["mail"] = "Mailchimp", ["shop"] = "Shopify", ["crm"] = "HubSpot" };

    [Fact]
    public void A_message_says_when_to_whom_how_often_what_ends_it_and_what_it_never_does()
    {
        var page = Pack("local-business", "preorder-left");
        Assert.Equal("A pre-order that somebody left is brought back to mind once, while there is still time to bake it.", page.Says);
        Assert.Equal(["Somebody leaves a checkout unfinished"], page.Begins.ToArray());
        Assert.Equal(["10 of 100 people are left out on purpose, by chance, so that you can see what the rule changes"], page.Whom.ToArray());
        Assert.Equal(["After 3 hours between 8:00 and 18:00, unless they order before, we set CARTURL in Mailchimp and start 'Pre-order' in Mailchimp (tag 'preorder-reminder'), if that is possible within 10 hours"], page.Does.ToArray());
        Assert.Equal(["Once for each checkout"], page.Often.ToArray());
        Assert.Equal(["As soon as they leave the mailing list", "Else after its last step"], page.Ends.ToArray());
        Assert.Equal("They come back to a checkout and order within 24 hours.", page.Goal);
        Assert.Equal(("“Pre-order” in Mailchimp", 3), (page.OtherHalf, page.Recipe.Length));
        Assert.Equal(
            [
                "No message to anybody whose yes to marketing mail is not recorded, or who said no anywhere",
                "Nobody gets more than 2 marketing messages in 7 days or 5 marketing messages in 30 days, whoever sends them; what would be more is dropped",
                "No message in the 14 days after money was returned or somebody left one or two stars, nor while a request for help is open",
                "No message between 20:00 and 8:00, nor on Sundays and your holidays; it waits for the next hour that is allowed",
                "No message to an address at which mail could not be delivered",
                "Nothing for people whom somebody paused, or who asked to be forgotten",
            ],
            page.Never.ToArray());
    }

    [Fact]
    public void Marks_and_exceptions_read_as_words()
    {
        var page = Pack("local-business", "review-request");
        Assert.Equal("Not if we tagged them 'review-request' in Mailchimp in the last 180 days", page.Whom[0]);
        Assert.Equal("They click in a mail (review link) within 2 weeks.", page.Goal);
        Assert.Contains("It does not choose whom to ask by how happy they are, and promises nothing for a review", page.Never);
    }

    [Fact]
    public void Work_behind_the_counter_says_that_no_customer_notices() =>
        Assert.Equal("It sends your customers no message: it works behind the counter only", Pack("local-business", "not-collected").Never[0]);

    [Fact]
    public void Texts_show_what_is_filled_in_later_in_brackets()
    {
        var page = Pack("local-business", "pickup-late");
        Assert.Equal(
            [("Counter is told", "Order [order name] is fetched in a quarter of an hour and is not ready", false), ("Task in HubSpot", "Ring [first name]: order [order name] will be late", false)],
            page.Texts.Select(t => (t.What, t.Text, t.Varies)));
        Assert.Equal(["15 minutes before the pick up, unless their order is ready to collect or their order is handed over or their order is cancelled before, we tell counter and make a task in HubSpot"], page.Does.ToArray());
    }

    [Theory]
    [InlineData("{% if contact.firstName %}{{ contact.firstName }}{% else %}Somebody{% endif %} waits", "[first name] waits")]
    [InlineData("{{ event.stars }} {% if event.stars == 1 %}star{% else %}stars{% endif %}", "[number of stars] stars")]
    [InlineData("{% if event.a %}{{ event.details | join: ', ' }}{% endif %}!", "[details]!")]
    [InlineData("{% if event.lines.size > 3 %}many{% else %}few{% endif %} of {{ contact.orders.count }}", "few of [number of orders]")]
    [InlineData("{{ event.value | plus: 1 | round }} EUR", "[value] EUR")]
    [InlineData("{% case event.stars %}{% when 3 %}a{% else %}b{% endcase %}", "b")]
    [InlineData("Write to anna.b@example.com or {{ contact.email | upcase }}", "Write to [address] or [EMAIL]")]
    [InlineData("{% for line in event.lines %}{{ line.name }}{% endfor %}.", ".")]
    public void A_text_with_cases_shows_one_of_its_forms(string liquid, string shown)
    {
        var text = Assert.Single(Own($$"""{ "id": "a", "when": "order.paid", "then": [ { "do": "hub.alert", "with": { "text": "{{liquid}}" } } ] }""").Texts);
        Assert.Equal((shown, liquid.Contains("{%", StringComparison.Ordinal)), (text.Text, text.Varies));
    }

    [Fact]
    public void Nothing_by_which_somebody_could_be_known_is_on_it()
    {
        var page = Own("""
            { "id": "a", "mode": "pilot", "pilot": { "contacts": [ "4711" ] }, "says": "For jo@example.com and friends.", "when": "order.paid",
              "if": { "all": [ { "field": "contact.email", "eq": "jo@example.com" }, { "field": "contact.lastName", "in": [ "Sample", "Muster" ] }, { "not": { "field": "contact.phone", "startsWith": "+49301" } } ] },
              "then": [ { "if": { "field": "contact.firstName", "eq": "Jolanda" }, "then": [ { "do": "hub.alert", "with": { "text": "She is there", "to": "anna@example.com" } } ] },
                        { "do": "mail[old-town].tag.add", "with": { "tag": "x" } } ] }
            """);
        var all = System.Text.Json.JsonSerializer.Serialize(page);
        Assert.All(["example.com", "Sample", "Muster", "+49301", "49301", "Jolanda", "4711", "old-town"], secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
        Assert.Contains("Only if their email is …", page.Whom);
        Assert.Equal("For [address] and friends.", page.Says);
    }

    [Fact]
    public void Who_is_there_already_is_said_where_somebody_can_be()
    {
        Assert.Contains("Who is there already when it is switched on is left alone", Pack("local-business", "win-back").Whom);
        Assert.Contains("Who is there already when it is switched on is taken too, 20 a day, the latest first", Own("""{ "id": "a", "already": "20 a day", "when": "contact.lapsed", "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } } ] }""").Whom);
    }

    [Fact]
    public void Every_rule_of_every_pack_makes_a_page_without_Liquid()
    {
        foreach (var pack in Packs.Shipped.Keys)
        {
            foreach (var rule in Load($$"""{ "extends": ["pack:{{pack}}"] }""").Rules)
            {
                var page = Pack(pack, rule.Id);
                Assert.True(page.Begins.Length > 0 && page.Does.Length > 0 && page.Often.Length > 0 && page.Ends.Length > 0 && page.Never.Length > 0, rule.Id);
                Assert.DoesNotMatch(@"\{[{%]|Blank|DotLiquid", System.Text.RegularExpressions.Regex.Unescape(System.Text.Json.JsonSerializer.Serialize(page)));
            }
        }
    }

    private static RulePage Pack(string pack, string rule) => Of(Load($$"""{ "extends": ["pack:{{pack}}"] }"""), rule);

    private static RulePage Own(string rule) => Of(Load($$"""{ "rules": [ {{rule}} ] }"""), "a");

    private static RulePage Of(CompiledMapping mapping, string rule) => RulePages.Of(mapping, mapping.Rule(rule)!, Tools, holidays: true);

    private static CompiledMapping Load(string text)
    {
        var loaded = MappingLoader.Load(text, "m.json", Actions.All);
        Assert.Empty(loaded.Mistakes.Select(m => m.ToString()));
        return loaded.Mapping!;
    }
}
