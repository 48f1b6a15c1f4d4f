using System.Globalization;
using System.Text;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>The GraphQL texts that are sent. Tests parse them all and check their fields against the vendor's schema.</summary>
internal static class ShopifyOperations
{
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

    /// <summary>Tag changes of several customers in one call, each under its own alias <c>a0</c>, <c>a1</c> …</summary>
    internal static string Tags(string mutation, int count)
    {
        var text = new StringBuilder("mutation Tags(");
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ", ")}$id{i}: ID!, $tags{i}: [String!]!");
        }

        text.Append(") {");
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $" a{i}: {mutation}(id: $id{i}, tags: $tags{i}) {{ node {{ id }} userErrors {{ field message }} }}");
        }

        return text.Append(" }").ToString();
    }
}
