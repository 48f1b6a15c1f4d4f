using IntegrationHub.Sandbox;
using IntegrationHub.Sandbox.GoogleBusinessProfile;
using IntegrationHub.Sandbox.HubSpot;
using IntegrationHub.Sandbox.Mailchimp;
using IntegrationHub.Sandbox.Shopify;

namespace IntegrationHub.Hub.Demo;

/// <summary>What the people of the story do in the bakery's four tools.</summary>
public sealed class BakeryTools(DemoBusiness business)
{
    /// <summary>Two loaves, as guests buy them.</summary>
    public static readonly ShopifyLine Bread = new("RYE-1", "Rye bread", 2, 6.5m);

    /// <summary>A parcel of biscuits.</summary>
    public static readonly ShopifyLine Biscuits = new("BIS-9", "Tin of biscuits", 1, 24m);

    /// <summary>A cake for a feast.</summary>
    public static readonly ShopifyLine Cake = new("CAK-3", "Celebration cake", 1, 42m);

    private readonly Dictionary<string, long> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _checkouts = new(StringComparer.Ordinal);

    /// <summary>The shop.</summary>
    public ShopifyShop Shop => business.Vendors.Shopify.Shop(DemoBusiness.Client);

    /// <summary>The newsletter's account.</summary>
    public MailchimpSimulator Mail => business.Vendors.Mailchimp;

    /// <summary>The CRM.</summary>
    public HubSpotSimulator Crm => business.Vendors.HubSpot;

    /// <summary>The profile on Google.</summary>
    public GoogleSimulator Google => business.Vendors.Google;

    /// <summary>Clock, faults and history.</summary>
    public SandboxWorld World => business.Vendors.World;

    /// <summary>Audience of the newsletter.</summary>
    public string Newsletter => business.Newsletter;

    /// <summary>Audience of the market stall's list.</summary>
    public string MarketList => business.MarketList;

    /// <summary>Somebody orders, on the web or at the till; out of the checkout they left, if they left one.</summary>
    public long Order(SamplePerson who, ShopifyLine line, string source = "web", string landing = "/", string? referrer = null, string? code = null, string? email = null, string? phone = null)
    {
        _checkouts.Remove(who.Name, out var checkout);
        return _orders[who.Name] = Shop.PlaceOrder(Basket(who, line, source, landing, referrer, email) with { DiscountCode = code, Discount = code is null ? 0 : 2, Phone = phone }, checkout).Id;
    }

    /// <summary>Somebody buys at the counter and takes it along.</summary>
    public void BuyAtTheTill(SamplePerson who, ShopifyLine line)
    {
        Order(who, line, "pos");
        HandOver(who);
    }

    /// <summary>Somebody fills a checkout and leaves it.</summary>
    public void LeaveCheckout(SamplePerson who, ShopifyLine line) => _checkouts[who.Name] = Shop.StartCheckout(Basket(who, line, "web", "/", null, null)).Token;

    /// <summary>The last order goes over the counter.</summary>
    public void HandOver(SamplePerson who) => Shop.Fulfil(_orders[who.Name]);

    /// <summary>The last order is sent as a parcel.</summary>
    public void Send(SamplePerson who) => Shop.Fulfil(_orders[who.Name], "Sample Parcel", "SP" + _orders[who.Name].ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The last order, packed before, lies ready at the counter.</summary>
    public void MakeReady(SamplePerson who) => Shop.ReportFulfilment(_orders[who.Name], "ready_for_pickup");

    /// <summary>What lay ready is fetched.</summary>
    public void Collect(SamplePerson who) => Shop.ReportFulfilment(_orders[who.Name], "picked_up");

    /// <summary>Money goes back for the last order.</summary>
    public void Refund(SamplePerson who, string why) => Shop.Refund(_orders[who.Name], why);

    /// <summary>Somebody joins a list.</summary>
    public void Join(SamplePerson who, string? heard = null, string? list = null)
    {
        var fields = new Dictionary<string, string> { ["FNAME"] = who.First, ["LNAME"] = who.Last };
        if (heard is not null)
        {
            fields["HEARD"] = heard;
        }

        Mail.Subscribe(list ?? Newsletter, who.Email, fields);
    }

    /// <summary>A visitor sends a form of the website.</summary>
    public HubSpotObject SendForm(SamplePerson who, string form, string message) => Crm.SubmitForm(
        DemoBusiness.EnquiryForm, form, "https://bakery.example/enquiry",
        new Dictionary<string, string> { ["email"] = who.Email, ["firstname"] = who.First, ["lastname"] = who.Last, ["message"] = message });

    /// <summary>Somebody's record in the CRM, made where there is none.</summary>
    public HubSpotObject CrmRecord(SamplePerson who, string? phone = null) => Crm.Find("contacts", who.Email, "email")
        ?? Crm.Create("contacts", new Dictionary<string, string?> { ["email"] = who.Email, ["firstname"] = who.First, ["lastname"] = who.Last, ["phone"] = phone });

    private static ShopifyBasket Basket(SamplePerson who, ShopifyLine line, string source, string landing, string? referrer, string? email) => new()
    {
        Lines = [line], Email = email ?? who.Email, FirstName = who.First, LastName = who.Last, SourceName = source,
        LandingSite = source == "web" ? landing : null, ReferringSite = source == "web" ? referrer : null,
    };
}
