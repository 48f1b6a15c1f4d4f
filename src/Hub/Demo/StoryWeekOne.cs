using Newtonsoft.Json.Linq;
using static IntegrationHub.Hub.Demo.StoryMoment;

namespace IntegrationHub.Hub.Demo;

/// <summary>Days 1 to 7: newcomers, a late parcel, two enquiries, a left pre-order, a bad review.</summary>
internal static class StoryWeekOne
{
    private static readonly string[] OpenDays = ["TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"];

    internal static IEnumerable<StoryMoment> Of(BakeryTools tools, SampleOwner owner) =>
    [
        On(1, 8, 10, "Google: a stranger's suggestion closes the bakery on Mondays", () => tools.Google.SuggestChange("regularHours", ClosedOnMonday())),
        On(1, 9, 5, "Counter: Ben scans the QR form: a friend told him of the bakery", () => tools.Join("Ben Schuster", "A friend")),
        On(1, 10, 20, "Mailchimp: Brenda and Fatima join the list", () => { tools.Join("Brenda Busch"); tools.Join("Fatima Haddad"); }),
        On(1, 11, 0, "Shopify: Peter orders a parcel of biscuits", () => tools.Order("Peter Novak", BakeryTools.Biscuits)),

        On(2, 10, 0, "Dashboard: the owner pauses Anna", () => owner.PauseAsync("Anna Vogel", "friend of mine, I write myself")),
        On(2, 11, 0, "HubSpot: Chiara sends the wedding cake form", () => tools.SendForm("Chiara Bianchi", "Wedding cakes", "A cake for sixty on 12 December")),
        On(2, 13, 10, "HubSpot: the owner answers Chiara", () => tools.Crm.LogActivity("notes", tools.CrmRecord("Chiara Bianchi").Id, new Dictionary<string, string?> { ["hs_note_body"] = "Called back, sends a sketch" })),
        On(2, 14, 0, "HubSpot: Jonas sends a form", () => tools.SendForm("Jonas Berg", "Wedding cakes", "Do you deliver to the lake?")),

        On(3, 9, 30, "Mailchimp: George joins the list", () => tools.Join("George Okafor")),
        On(3, 11, 0, "Shopify: Tomas leaves a checkout", () => tools.LeaveCheckout("Tomas Lindqvist", BakeryTools.Bread)),
        On(3, 13, 20, "Shopify: Tomas orders after all", () => tools.Order("Tomas Lindqvist", BakeryTools.Bread)),
        On(3, 16, 40, "Shopify: Brenda fills a pre-order for Saturday and leaves", () => tools.LeaveCheckout("Brenda Busch", BakeryTools.Biscuits)),

        On(4, 8, 50, "Shopify: Brenda orders from the reminder", () => tools.Order("Brenda Busch", BakeryTools.Biscuits)),
        On(4, 16, 0, null, () => tools.HandOver("Tomas Lindqvist")),

        On(5, 9, 0, "Mailchimp: 'Autumn bread' goes to 58 people, sent by hand", () => AutumnBread(tools, tools.Newsletter)),
        On(5, 9, 10, "Mailchimp: and by mistake to the market list's 31", () => AutumnBread(tools, tools.MarketList)),
        On(5, 9, 30, "Shopify: Peter's parcel goes out; Maria, Noah and Anna buy at the till", () =>
        {
            tools.Send("Peter Novak");
            tools.BuyAtTheTill("Maria Rossi", BakeryTools.Bread);
            tools.BuyAtTheTill("Noah Fischer", BakeryTools.Bread);
            tools.BuyAtTheTill("Anna Vogel", BakeryTools.Bread);
        }),
        On(5, 18, 20, "Shopify: George fills a pre-order and leaves", () => tools.LeaveCheckout("George Okafor", BakeryTools.Bread)),

        On(6, 7, 15, "Mailchimp: George leaves the list", () => tools.Mail.Unsubscribe(tools.Newsletter, new SamplePerson("George Okafor").Email)),
        On(6, 9, 0, "Shopify: Brenda collects", () => tools.HandOver("Brenda Busch")),
        On(6, 12, 30, "Google: one star from 'Lena K.'", () => tools.Google.PostReview(1, "waited 20 minutes, bread was cold", "Lena K.")),
        On(6, 15, 10, "Dashboard: the owner edits the drafted answer and sends it", () => owner.AnswerReviewAsync("Lena K.", "We are sorry, Lena. Two of us were ill that morning. Your next loaf is on the house's best oven: come and tell us how it is.")),
    ];

    // Who joined in the story has had the welcome this week and is left out, as a careful sender does.
    private static void AutumnBread(BakeryTools tools, string list) => tools.Mail.SendCampaign(list, "Autumn bread", "Autumn bread is here", m => m.OptAt < DayOne);

    private static JObject ClosedOnMonday() => new()
    {
        ["periods"] = new JArray(OpenDays.Select(day => new JObject
        {
            ["openDay"] = day, ["openTime"] = new JObject { ["hours"] = 7 }, ["closeDay"] = day, ["closeTime"] = new JObject { ["hours"] = 18 },
        })),
    };
}
