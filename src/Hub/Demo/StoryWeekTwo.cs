using static IntegrationHub.Hub.Demo.StoryMoment;

namespace IntegrationHub.Hub.Demo;

/// <summary>Days 8 to 14: the cap, a first order, what nobody fetched, a tenth order, a loop, a refund.</summary>
internal static class StoryWeekTwo
{
    internal static IEnumerable<StoryMoment> Of(BakeryTools tools) =>
    [
        On(8, 8, 30, null, () => tools.Order("Yusuf Kaya", BakeryTools.Cake)),
        On(8, 9, 0, "Shopify: Paul leaves a pre-order", () => tools.LeaveCheckout("Paul Dubois", BakeryTools.Bread)),
        On(8, 10, 0, "Shopify: Fatima's first order", () => tools.Order("Fatima Haddad", BakeryTools.Bread)),
        On(8, 13, 30, null, () => tools.HandOver("Yusuf Kaya")), // a moment of its own: webhooks of one moment come in any order, and being handed over ends the wait for being fetched
        On(8, 14, 0, "Shopify: Yusuf's cake lies ready; nobody comes", () => tools.MakeReady("Yusuf Kaya")),
        On(8, 16, 0, null, () => tools.HandOver("Fatima Haddad")),

        On(9, 8, 15, "Shopify: Yusuf fetches it, the day after", () => tools.Collect("Yusuf Kaya")),
        On(9, 11, 20, "Shopify: Aylin pays her tenth order", () => tools.BuyAtTheTill("Aylin Demir", BakeryTools.Bread)),
        On(9, 14, 0, "HubSpot: Chiara's enquiry becomes a deal", () =>
        {
            var deal = tools.Crm.Create("deals", new Dictionary<string, string?> { ["dealname"] = "Wedding cake (sample)", ["dealstage"] = "appointmentscheduled", ["pipeline"] = "default", ["amount"] = "480" });
            tools.Crm.Associate("deals", deal.Id, "contacts", tools.CrmRecord("Chiara Bianchi").Id);
        }),

        On(10, 9, 0, "Shopify: Grace's tin of biscuits goes out", () => tools.Send("Grace Murphy")),
        On(11, 10, 0, "HubSpot: somebody ticks VIP for Ines", () => tools.Crm.Change("contacts", tools.CrmRecord("Ines Moreau").Id, new Dictionary<string, string?> { [DemoBusiness.ClassProperty] = "VIP" })),
        On(12, 14, 0, "Shopify: Grace gets money back, the tin arrived broken", () => tools.Refund("Grace Murphy", "tin arrived broken")),
    ];
}
