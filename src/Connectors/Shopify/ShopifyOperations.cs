using System.Globalization;
using System.Text;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>The GraphQL texts that are sent. Tests parse them all and check their fields against the vendor's schema.</summary>
internal static class ShopifyOperations
{
    /// <summary>A time as the API and its searches take it.</summary>
    internal static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private const string CustomerFields = """
        id legacyResourceId createdAt updatedAt firstName lastName state tags locale verifiedEmail
              defaultEmailAddress { emailAddress marketingState marketingOptInLevel marketingUpdatedAt }
              defaultPhoneNumber { phoneNumber marketingState marketingUpdatedAt }
              defaultAddress { city countryCodeV2 company }
        """;

    internal const string Customers = $$"""
        query CustomersUpdatedSince($first: Int!, $after: String, $q: String!) {
          customers(first: $first, after: $after, query: $q, sortKey: UPDATED_AT) {
            pageInfo { hasNextPage endCursor }
            nodes {
              {{CustomerFields}}
            }
          }
        }
        """;

    internal const string Orders = """
        query OrdersUpdatedSince($first: Int!, $after: String, $q: String!) {
          orders(first: $first, after: $after, query: $q, sortKey: UPDATED_AT) {
            pageInfo { hasNextPage endCursor }
            nodes {
              id legacyResourceId name createdAt updatedAt processedAt cancelledAt cancelReason test
              displayFinancialStatus displayFulfillmentStatus sourceName currencyCode email phone note customerLocale paymentGatewayNames discountCodes
              totalPriceSet { shopMoney { amount currencyCode } }
              customer { id verifiedEmail firstName lastName defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } }
              shippingAddress { firstName lastName city countryCodeV2 company phone }
              customerJourneySummary {
                customerOrderIndex
                firstVisit { landingPage referrerUrl utmParameters { source medium campaign content term } }
                lastVisit { landingPage referrerUrl utmParameters { source medium campaign content term } }
              }
              lineItems(first: 20) { nodes { title sku quantity } }
              fulfillments(first: 10) { id legacyResourceId createdAt updatedAt deliveredAt status displayStatus trackingInfo(first: 1) { company number } }
              refunds(first: 10) { id legacyResourceId createdAt processedAt note totalRefundedSet { shopMoney { amount currencyCode } } }
            }
          }
        }
        """;

    /// <summary>https://shopify.dev/docs/api/admin-graphql/latest/queries/ordersCount : exact with a limit of null, else at most 10,000.</summary>
    internal const string OrdersCount = "query OrdersCount($q: String!) { ordersCount(query: $q, limit: null) { count precision } }";

    /// <summary>https://shopify.dev/docs/api/admin-graphql/latest/queries/customersCount</summary>
    internal const string CustomersCount = "query CustomersCount($q: String!) { customersCount(query: $q, limit: null) { count precision } }";

    internal const string Shop = "query ShopIdentity { shop { name myshopifyDomain currencyCode ianaTimezone } currentAppInstallation { accessScopes { handle } } }";

    /// <summary>The newest customers and an order: what of them is really shown.</summary>
    internal const string Canary = """
        query Canary {
          customers(first: 20, sortKey: UPDATED_AT, reverse: true) { nodes { firstName lastName defaultEmailAddress { emailAddress marketingState } } }
          orders(first: 1, sortKey: UPDATED_AT, reverse: true) { nodes { id } }
          currentAppInstallation { accessScopes { handle } }
        }
        """;

    /// <summary>The subscriptions of our app in this shop.</summary>
    internal const string Subscriptions =
        "query WebhookList($first: Int!, $after: String) { webhookSubscriptions(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes { id topic uri filter includeFields } } }";

    /// <summary>Makes one.</summary>
    internal const string Subscribe =
        "mutation WebhookCreate($topic: WebhookSubscriptionTopic!, $sub: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: $sub) { webhookSubscription { id } userErrors { field message } } }";

    /// <summary>Takes one away.</summary>
    internal const string Unsubscribe = "mutation WebhookDelete($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } } }";

    /// <summary>Several customers by address in one call, each under its own alias <c>c0</c>, <c>c1</c> …; exact and current, where a search lags behind.</summary>
    internal static string ByAddress(int count)
    {
        var text = new StringBuilder("query CustomersByAddress(");
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ", ")}$e{i}: String!");
        }

        text.Append(") {");
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $" c{i}: customerByIdentifier(identifier: {{ emailAddress: $e{i} }}) {{ {CustomerFields} }}");
        }

        return text.Append(" }").ToString();
    }

    /// <summary>The notes of several customers.</summary>
    internal const string Notes = "query CustomerNotes($ids: [ID!]!) { nodes(ids: $ids) { id ... on Customer { note } } }";

    /// <summary>Whether several customers get mail.</summary>
    internal const string Consents = "query CustomerConsents($ids: [ID!]!) { nodes(ids: $ids) { id ... on Customer { defaultEmailAddress { emailAddress marketingState marketingUpdatedAt } } } }";

    /// <summary>A discount by its code.</summary>
    internal const string Code = "query DiscountByCode($code: String!) { codeDiscountNodeByCode(code: $code) { id codeDiscount { ... on DiscountCodeBasic { title endsAt } } } }";

    /// <summary>Several mutations in one call, each under its own alias <c>a0</c>, <c>a1</c> …, with variables that end in the same number.</summary>
    internal static string Changes(IReadOnlyList<ShopifyChange> changes)
    {
        var variables = changes.SelectMany((c, i) => c.Arguments.Select(a => string.Create(CultureInfo.InvariantCulture, $"${a.Name}{i}: {a.Type}")));
        var fields = changes.Select((c, i) => string.Create(
            CultureInfo.InvariantCulture, $"a{i}: {c.Mutation}({string.Join(", ", c.Arguments.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Name}: ${a.Name}{i}")))}) {{ {c.Selection} }}"));
        return $"mutation Changes({string.Join(", ", variables)}) {{ {string.Join(" ", fields)} }}";
    }

    /// <summary>The values of <see cref="Changes"/>.</summary>
    internal static Dictionary<string, object?> Variables(IReadOnlyList<ShopifyChange> changes) =>
        changes.SelectMany((c, i) => c.Arguments.Select(a => (Name: a.Name + i.ToString(CultureInfo.InvariantCulture), a.Value))).ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
}
