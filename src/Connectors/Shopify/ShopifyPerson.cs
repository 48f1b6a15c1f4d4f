using System.Collections.Immutable;
using System.Text.Json;
using IntegrationHub.Connectors.Payloads;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>A customer as any of Shopify's shapes shows one: webhook body, nested in an order or checkout, or GraphQL node. <c>Verified</c> is Shopify's word on the address.</summary>
internal sealed record ShopifyPerson(
    string? Id, string? Email, bool Verified, string? Phone, string? FirstName, string? LastName, string? Locale, string? City, string? Country, string? Company)
{
    /// <summary>Nothing known.</summary>
    internal static ShopifyPerson Nobody { get; } = new(null, null, false, null, null, null, null, null, null, null);

    /// <summary>Reads a customer object.</summary>
    internal static ShopifyPerson Read(JsonElement customer)
    {
        var address = customer.Get("default_address", "defaultAddress");
        return new(
            customer.Digits("admin_graphql_api_id", "legacyResourceId", "id"),
            customer.Text("email") ?? customer.Get("defaultEmailAddress").Text("emailAddress"),
            customer.Flag("verified_email", "verifiedEmail") is true,
            customer.Text("phone") ?? customer.Get("defaultPhoneNumber").Text("phoneNumber"),
            customer.Text("first_name", "firstName"),
            customer.Text("last_name", "lastName"),
            customer.Text("locale"),
            address.Text("city"),
            address.Text("country_code", "countryCodeV2"),
            address.Text("company"));
    }

    /// <summary>Reads the person of an order or a checkout: the customer, completed by the contact data typed into it (which nobody verified).</summary>
    internal static ShopifyPerson OfPurchase(JsonElement purchase)
    {
        var person = Read(purchase.Get("customer"));
        // Billing first: a parcel may go to somebody else. An address's telephone is nobody's identity for the same reason.
        var address = purchase.Get("billing_address", "billingAddress", "shipping_address", "shippingAddress");
        var typed = purchase.Text("email", "contact_email");
        return person with
        {
            Email = person.Email ?? typed,
            Verified = person.Verified && person.Email is not null,
            Phone = person.Phone ?? purchase.Text("phone"),
            FirstName = person.FirstName ?? address.Text("first_name", "firstName"),
            LastName = person.LastName ?? address.Text("last_name", "lastName"),
            Locale = person.Locale ?? purchase.Text("customer_locale", "customerLocale"),
            City = person.City ?? address.Text("city"),
            Country = person.Country ?? address.Text("country_code", "countryCodeV2"),
            Company = person.Company ?? address.Text("company"),
        };
    }

    /// <summary>True when somebody is behind it.</summary>
    internal bool IsKnown => Id is not null || Email is not null || Phone is not null;

    /// <summary>Claims, the strongest first.</summary>
    internal ImmutableArray<IdentityClaim> Claims(ShopifyScope scope)
    {
        var claims = ImmutableArray.CreateBuilder<IdentityClaim>(4);
        if (Id is not null)
        {
            claims.Add(scope.Claim("customer", Id));
        }

        if (Email is not null)
        {
            claims.Add(IdentityClaim.Email(Email, Verified));
        }

        if (Phone is not null)
        {
            claims.Add(IdentityClaim.Phone(Phone));
        }

        return claims.ToImmutable();
    }

    /// <summary>What the shape says about the contact's record. What is empty is left out: an empty box in one tool does not erase what another tool knows.</summary>
    internal ShopifyScope.Bag Fields() => new ShopifyScope.Bag()
        .Add("firstName", FirstName).Add("lastName", LastName).Add("email", Email).Add("phone", Phone).Add("locale", Locale).Add("city", City).Add("country", Country)
        .Add("company", Company);
}
