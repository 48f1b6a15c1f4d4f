using IntegrationHub.Hub.Sharing;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Hub.Tests.Sharing;

/// <summary>A link to a made-up rule.</summary>
internal static class SampleShare
{
    public static ShownRule Shown { get; } = new("Sample Bakery Kornhaus", "Care tips", new RulePage
    {
        Says = "People get <b>tips</b>.", Begins = ["Somebody's order arrives"], Does = ["We tag them 'care' in Mailchimp"], Often = ["Once per person"], Ends = ["After its last step"], Never = ["No message at night"],
        Texts = [new RulePageText("The owner is told", "Order [order name] & more", true)],
    }, "It would have meant 14 people.");

    public static ShareOrder Order(string client = "kornhaus", string rule = "care", string wording = "w1", int days = RuleSharing.UsualDays) => new(client, rule, 4, wording, Shown, "Olga Sample", "Anna", days);
}
