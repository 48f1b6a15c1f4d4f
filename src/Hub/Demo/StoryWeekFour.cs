using static IntegrationHub.Hub.Demo.StoryMoment;

namespace IntegrationHub.Hub.Demo;

/// <summary>Days 22 to 28: a double is joined, and the weeks go on.</summary>
internal static class StoryWeekFour
{
    internal static IEnumerable<StoryMoment> Of(BakeryTools tools, SampleOwner owner) =>
    [
        On(22, 9, 0, "Dashboard: the owner joins Oliver's two records", () => owner.JoinAsync("Oliver Brandt")),
        On(22, 12, 0, null, () => tools.HandOver("Oliver Brandt")),
        On(23, 12, 40, "Google: five stars from 'Theo M.'", () => tools.Google.PostReview(5, "The rye is worth the walk", "Theo M.")),
        On(25, 9, 30, "Shopify: guests come by, as every week", () =>
        {
            foreach (var guest in new[] { 10, 14, 21, 22 })
            {
                tools.BuyAtTheTill(SamplePerson.Guest(guest), BakeryTools.Bread);
            }
        }),
        On(28, 9, 0, "The four weeks are told; from here on time goes at its own pace", () => { }),
    ];
}
