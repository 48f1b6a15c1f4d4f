using IntegrationHub.Sandbox;
using static IntegrationHub.Hub.Demo.StoryMoment;

namespace IntegrationHub.Hub.Demo;

/// <summary>Days 15 to 21: the shop's two bad hours, people who go quiet and one who comes back, a bounce, a deal, a recommendation.</summary>
internal static class StoryWeekThree
{
    internal static IEnumerable<StoryMoment> Of(BakeryTools tools) =>
    [
        On(15, 8, 0, "Shopify answers 503 for two hours", () => tools.World.Faults.Add(new Fault
        {
            Vendor = "shopify", Kind = FaultKind.ServerError, Status = 503, Until = DayOne.AddDays(14).AddHours(10),
        })),
        On(15, 8, 20, "Shopify: four guests buy for the third time in ninety days", () =>
        {
            for (var guest = 57; guest <= 60; guest++)
            {
                tools.BuyAtTheTill(SamplePerson.Guest(guest), BakeryTools.Bread);
            }
        }),
        On(15, 9, 15, "Shopify: three orders of which the hub is not told", () =>
        {
            // What happens in the past is told nobody: as if the shop had lost three calls.
            using (tools.World.InThePast(tools.World.Now))
            {
                foreach (var guest in new[] { 1, 2, 5 })
                {
                    tools.BuyAtTheTill(SamplePerson.Guest(guest), BakeryTools.Biscuits);
                }
            }
        }),
        On(15, 10, 0, "Shopify is back", () => { }),

        On(16, 17, 0, "Shopify: Emil leaves a pre-order", () => tools.LeaveCheckout("Emil Sand", BakeryTools.Bread)),
        On(17, 11, 0, "Mailchimp: the mail to Emil bounces", () => tools.Mail.Bounce(tools.Newsletter, new SamplePerson("Emil Sand").Email)),
        On(18, 9, 0, null, () => tools.BuyAtTheTill("Emil Sand", BakeryTools.Bread)),
        On(18, 12, 0, "HubSpot: Chiara's cake is ordered", () =>
        {
            var deal = tools.Crm.Associated("contacts", tools.CrmRecord("Chiara Bianchi").Id, "deals")[0];
            tools.Crm.Change("deals", deal, new Dictionary<string, string?> { ["dealstage"] = "closedwon" });
        }),
        On(19, 9, 30, "Shopify: Helen is back", () => tools.BuyAtTheTill("Helen Wright", BakeryTools.Biscuits)),
        On(20, 16, 0, "Shopify: Rosa orders with Aylin's code", () => tools.Order("Rosa Jimenez", BakeryTools.Bread, code: DemoBusiness.AylinsCode)),
        On(21, 9, 0, null, () => tools.HandOver("Rosa Jimenez")),
        On(21, 10, 0, "Shopify: Oliver orders with another address", () => tools.Order("Oliver Brandt", BakeryTools.Bread, email: "oliver.at.work@example.com", phone: DemoBusiness.OliversPhone)),
    ];
}
