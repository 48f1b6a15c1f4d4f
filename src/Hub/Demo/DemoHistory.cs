namespace IntegrationHub.Hub.Demo;

/// <summary>Twelve months before the hub came: read by the first polls, marked historical, starts nothing.</summary>
internal static class DemoHistory
{
    private const int Guests = 60;
    private static readonly DateTimeOffset DayOne = StoryMoment.DayOne;

    // Everybody of the story who was on the newsletter's list before; the others join in it.
    private static readonly string[] OnTheList =
        ["Aylin Demir", "Maria Rossi", "Helen Wright", "Dieter Kurz", "Lucy Chen", "Mark Evans", "Sofia Almeida", "Ines Moreau", "Emil Sand", "Grace Murphy", "Anna Vogel", "Paul Dubois", "George Okafor"];

    private static readonly (string Landing, string? Referrer)[] Ways =
    [
        ("/?utm_source=newsletter&utm_medium=email&utm_campaign=bread", null), ("/", "https://www.google.com/"), ("/", "https://www.instagram.com/"), ("/", null), ("/", "https://food-blog.example/"),
    ];

    /// <summary>Writes it into the tools.</summary>
    public static void Tell(BakeryTools tools)
    {
        Lists(tools);
        People(tools);
        for (var i = 1; i <= Guests; i++)
        {
            Guest(tools, i);
        }

        Newsletters(tools);
        Reviews(tools);
    }

    private static void Lists(BakeryTools tools)
    {
        foreach (var (name, i) in OnTheList.Take(12).Concat(Enumerable.Range(1, 46).Select(g => SamplePerson.Guest(g).Name)).Select((n, i) => (n, i)))
        {
            At(tools, DayOne.AddDays(-360 + (i * 5)).AddHours(11), () => tools.Join(name));
        }

        foreach (var (name, i) in new[] { "Maria Rossi", "Paul Dubois", "Karin Holm", "Oliver Brandt", "Peter Novak", "Tomas Lindqvist" }
            .Concat(Enumerable.Range(37, 24).Select(g => SamplePerson.Guest(g).Name)).Append("Yusuf Kaya").Select((n, i) => (n, i)))
        {
            At(tools, DayOne.AddDays(-150 + (i * 3)).AddHours(12), () => tools.Join(name, null, tools.MarketList));
        }

        // Asked by hand for a review 92 days before the rule would ask.
        At(tools, DayOne.AddDays(-87).AddHours(10), () => tools.Mail.Tag(tools.Newsletter, new SamplePerson("Maria Rossi").Email, "review-request"));
        At(tools, DayOne.AddDays(-30), () => tools.Shop.AddCustomer(new() { Email = new SamplePerson("George Okafor").Email, FirstName = "George", LastName = "Okafor", EmailConsent = "SUBSCRIBED" }));
    }

    private static void People(BakeryTools tools)
    {
        Orders(tools, "Aylin Demir", 9, 24, -14);
        Orders(tools, "Helen Wright", 10, 16, -45, BakeryTools.Biscuits);
        Orders(tools, "Dieter Kurz", 3, 20, -45);
        Orders(tools, "Maria Rossi", 3, 50, -10);
        Orders(tools, "Ines Moreau", 7, 21, -6);
        Orders(tools, "Anna Vogel", 8, 18, -4);
        Orders(tools, "Tomas Lindqvist", 2, 60, -25);
        Orders(tools, "Oliver Brandt", 2, 40, -22);
        Orders(tools, "Karin Holm", 2, 35, -18);
        foreach (var (name, days) in new[] { ("Noah Fischer", -12), ("Lucy Chen", -15), ("Mark Evans", -16), ("Sofia Almeida", -17) })
        {
            Orders(tools, name, 1, 30, days);
        }

        At(tools, DayOne.AddDays(-3).AddHours(15), () => tools.Order("Grace Murphy", BakeryTools.Biscuits));
        foreach (var (name, i) in new[] { "Aylin Demir", "Ines Moreau", "Anna Vogel", "Oliver Brandt", "Rosa Jimenez" }.Select((n, i) => (n, i)))
        {
            At(tools, DayOne.AddDays(-100 + (i * 7)).AddHours(9), () => tools.CrmRecord(name, name == "Oliver Brandt" ? DemoBusiness.OliversPhone : null));
        }
    }

    private static void Guest(BakeryTools tools, int i)
    {
        var who = SamplePerson.Guest(i);
        if (i >= 57)
        {
            Orders(tools, who, 2, 20, -20); // their third order within ninety days makes them regulars
            return;
        }

        // Every other guest came once or twice; of the regulars half went quiet.
        var (seldom, gone) = (i % 2 == 1, i % 4 == 0);
        var count = seldom ? i % 4 == 1 ? 2 : 1 : 7 + (i % 5);
        Orders(tools, who, count, seldom ? 46 : gone ? 9 + (i % 9) : 9 + (i * 5 % 20), gone ? -(90 + (i * 2 % 120)) : -(2 + (i * 3 % 26)), i % 3 == 0 ? BakeryTools.Biscuits : BakeryTools.Bread, i % 3 == 1 ? "pos" : "web", i);
    }

    private static void Orders(BakeryTools tools, SamplePerson who, int count, int gap, int last, Sandbox.Shopify.ShopifyLine? line = null, string source = "web", int way = 0)
    {
        for (var n = 0; n < count; n++)
        {
            var at = DayOne.AddDays(last - ((count - 1 - n) * gap)).AddHours(10);
            At(tools, at, () => tools.Order(who, line ?? BakeryTools.Bread, source, Ways[way % Ways.Length].Landing, Ways[way % Ways.Length].Referrer, phone: who.Name == "Oliver Brandt" ? DemoBusiness.OliversPhone : null));
            At(tools, at.AddHours(2), () => tools.HandOver(who));
        }
    }

    private static void Newsletters(BakeryTools tools)
    {
        for (var n = 0; n < 24; n++)
        {
            var at = DayOne.AddDays(-12 - ((23 - n) * 15)).AddHours(9);
            At(tools, at, () => tools.Mail.SendCampaign(tools.Newsletter, $"Bread of the fortnight {n + 1}", "What is fresh", m => m.OptAt < at));
        }
    }

    private static void Reviews(BakeryTools tools)
    {
        string[] words = ["Best rye bread in town", "Friendly, and open early", "A bit of a queue on Saturdays", "The biscuits travel well", "Good coffee too"];
        for (var n = 0; n < 46; n++)
        {
            var at = DayOne.AddDays(-355 + (n * 7.5)).AddHours(13);
            var id = "";
            At(tools, at, () => id = tools.Google.PostReview(n % 9 == 4 ? 3 : n % 3 == 0 ? 4 : 5, words[n % words.Length], $"Sample reviewer {n + 1:00}").Id);
            if (n % 2 == 0)
            {
                At(tools, at.AddHours(20), () => tools.Google.ReplyByHand(id, "Thank you, and see you soon."));
            }
        }
    }

    private static void At(BakeryTools tools, DateTimeOffset at, Action happen)
    {
        using (tools.World.InThePast(at))
        {
            happen();
        }
    }
}
