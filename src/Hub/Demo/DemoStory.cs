using IntegrationHub.Sandbox.Shopify;

namespace IntegrationHub.Hub.Demo;

/// <summary>The sample bakery's history and story. All people are sample data.</summary>
public sealed class DemoStory(DemoBusiness business)
{
    /// <summary>Midnight of the story's first day, a Monday, in the bakery's zone.</summary>
    public static readonly DateTimeOffset DayOne = new(2026, 11, 2, 0, 0, 0, TimeSpan.FromHours(1));

    private static readonly ShopifyLine Bread = new("RYE-1", "Rye bread", 2, 6.5m);
    private static readonly ShopifyLine Biscuits = new("BIS-9", "Tin of biscuits", 1, 24m);
    private readonly Dictionary<string, long> _orders = [];
    private string? _tomas;
    private string? _brenda;
    private long _deal;

    private ShopifyShop Shop => business.Vendors.Shopify.Shop(DemoBusiness.Client);

    /// <summary>What happened before the hub was there: read by the first poll, marked historical, starts nothing.</summary>
    public void TellHistory()
    {
        var world = business.Vendors.World;
        for (var i = 1; i <= 24; i++)
        {
            using (world.InThePast(DayOne.AddDays(-330 + (i * 9)).AddHours(9)))
            {
                Shop.PlaceOrder(Basket($"Sample guest {i:00}", i % 3 == 0 ? Biscuits : Bread));
            }
        }

        foreach (var (name, orders, gap) in new[] { ("Aylin Demir", 9, 12), ("Helen Wright", 6, 16), ("Dieter Kurz", 3, 20), ("Maria Rossi", 2, 30), ("Grace Murphy", 1, 10), ("Noah Fischer", 1, 40) })
        {
            for (var n = 0; n < orders; n++)
            {
                using (world.InThePast(DayOne.AddDays(-10 - ((orders - n) * gap)).AddHours(10)))
                {
                    _orders[name] = Shop.PlaceOrder(Basket(name, Bread)).Id;
                }
            }
        }

        foreach (var name in new[] { "Aylin Demir", "Helen Wright", "Dieter Kurz", "Maria Rossi", "George Okafor", "Paul Dubois" })
        {
            using (world.InThePast(DayOne.AddDays(-200)))
            {
                business.Vendors.Mailchimp.Subscribe(business.Audience, Email(name), Names(name));
            }
        }
    }

    /// <summary>The moments in order.</summary>
    public IReadOnlyList<StoryMoment> Moments() =>
    [
        At(1, 8, 10, "Google: a stranger's suggestion changes the opening hours", () => business.Vendors.Google.SuggestChange("regularHours", "closed Monday")),
        At(1, 10, 20, "Mailchimp: Brenda and Fatima join the list", () => { Subscribe("Brenda Busch"); Subscribe("Fatima Haddad"); }),
        At(1, 11, 0, "Shopify: Peter orders a parcel of biscuits", () => Order("Peter Novak", Biscuits)),
        At(2, 11, 0, "HubSpot: Chiara asks for a wedding cake", Enquire),
        At(3, 11, 0, "Shopify: Tomas leaves a checkout", () => _tomas = Shop.StartCheckout(Basket("Tomas Lindqvist", Bread)).Token),
        At(3, 13, 20, "Shopify: Tomas orders after all", () => Shop.PlaceOrder(Basket("Tomas Lindqvist", Bread), _tomas)),
        At(3, 16, 40, "Shopify: Brenda fills a pre-order and leaves", () => _brenda = Shop.StartCheckout(Basket("Brenda Busch", Biscuits)).Token),
        At(4, 8, 50, "Shopify: Brenda orders from the reminder", () => _orders["Brenda Busch"] = Shop.PlaceOrder(Basket("Brenda Busch", Biscuits), _brenda).Id),
        At(5, 9, 30, "Shopify: Peter's parcel goes out; Maria and Noah buy at the till", () =>
        {
            Shop.Fulfil(_orders["Peter Novak"]);
            Shop.Fulfil(Order("Maria Rossi", Bread, "pos"));
            Shop.Fulfil(Order("Noah Fischer", Bread, "pos"));
        }),
        At(6, 7, 15, "Mailchimp: George leaves the list", () => business.Vendors.Mailchimp.Unsubscribe(business.Audience, Email("George Okafor"))),
        At(6, 9, 0, "Shopify: Brenda collects", () => Shop.Fulfil(_orders["Brenda Busch"])),
        At(6, 12, 30, "Google: one star from 'Lena K.'", () => business.Vendors.Google.PostReview(1, "waited 20 minutes, bread was cold", "Lena K.")),
        At(8, 10, 0, "Shopify: Fatima's first order", () => Order("Fatima Haddad", Bread)),
        At(9, 11, 20, "Shopify: Aylin pays her tenth order", () => Order("Aylin Demir", Bread)),
        At(12, 14, 0, "Shopify: Grace gets money back, the tin arrived broken", () => Shop.Refund(_orders["Grace Murphy"], "tin arrived broken")),
        At(18, 12, 0, "HubSpot: Chiara's cake is ordered", () => business.Vendors.HubSpot.Change("deals", _deal, new Dictionary<string, string?> { ["dealstage"] = "closedwon" })),
        At(19, 9, 30, "Shopify: Helen is back", () => Order("Helen Wright", Bread)),
    ];

    /// <summary>A guest's order, to keep a page that is left open alive.</summary>
    public void SomebodyOrders(int n) => Order($"Sample guest {(n % 60) + 1:00}", n % 3 == 0 ? Biscuits : Bread);

    private static StoryMoment At(int day, int hour, int minute, string text, Action happen) =>
        new(DayOne.AddDays(day - 1).AddHours(hour).AddMinutes(minute), $"day {day}, {hour:00}:{minute:00}  {text}", happen);

    private static string Email(string name) => name.ToLowerInvariant().Replace(' ', '.') + "@example.com";

    private static Dictionary<string, string> Names(string name) =>
        new() { ["FNAME"] = name[..name.IndexOf(' ', StringComparison.Ordinal)], ["LNAME"] = name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..] };

    private static ShopifyBasket Basket(string name, ShopifyLine line, string source = "web") => new()
    {
        Lines = [line], Email = Email(name), FirstName = Names(name)["FNAME"], LastName = Names(name)["LNAME"], SourceName = source,
        LandingSite = "/?utm_source=newsletter&utm_medium=email&utm_campaign=autumn", ReferringSite = "https://www.example.org/",
    };

    private long Order(string name, ShopifyLine line, string source = "web") => _orders[name] = Shop.PlaceOrder(Basket(name, line, source)).Id;

    private void Subscribe(string name) => business.Vendors.Mailchimp.Subscribe(business.Audience, Email(name), Names(name));

    private void Enquire()
    {
        var crm = business.Vendors.HubSpot;
        var contact = crm.Create("contacts", new Dictionary<string, string?> { ["email"] = Email("Chiara Bianchi"), ["firstname"] = "Chiara", ["lastname"] = "Bianchi" });
        _deal = crm.Create("deals", new Dictionary<string, string?> { ["dealname"] = "Wedding cake (sample)", ["dealstage"] = "appointmentscheduled", ["pipeline"] = "default", ["amount"] = "480" }).Id;
        crm.Associate("deals", _deal, "contacts", contact.Id);
    }
}
