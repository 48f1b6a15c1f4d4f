using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using Newtonsoft.Json;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>The polled collections, by change time with overlap.</summary>
internal static class ShopifyStreams
{
    private const int LargestPage = 100;
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    internal static async Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken)
    {
        var query = request.Stream switch { "customers" => ShopifyOperations.Customers, "orders" => ShopifyOperations.Orders, _ => null };
        if (query is null)
        {
            return new VendorFailure(FailureKind.Misconfigured, $"Shopify has no stream {request.Stream}.");
        }

        var cursor = ShopifyCursor.Read(request.Cursor, request.Since);
        var answer = await ShopifyAnswer.SendAsync(
            session,
            query,
            new Dictionary<string, object?>
            {
                ["first"] = Math.Clamp(request.PageSize, 1, request.Stream == "orders" ? LargestPage / 4 : LargestPage),
                ["after"] = cursor.Page,
                ["q"] = $"updated_at:>='{ShopifyOperations.Instant(cursor.From)}'",
            },
            cancellationToken);
        if (answer.Failure is { } failure)
        {
            // A page mark that the shop no longer knows: begin this window again instead of asking for ever.
            return failure.Kind is FailureKind.Rejected && cursor.Page is not null && failure.Message.Contains("cursor", StringComparison.OrdinalIgnoreCase)
                ? new PollPage([], (cursor with { Page = null }).Write(), HasMore: true)
                : failure;
        }

        var list = answer.Value!.Data.Get(request.Stream);
        if (list.Get("nodes").ValueKind is not JsonValueKind.Array)
        {
            return new VendorFailure(FailureKind.Misconfigured, $"The shop gives no {request.Stream}: {ShopifyAnswer.Messages(answer.Value.Errors)}", null, 200);
        }

        return Page(list, cursor);
    }

    /// <summary>Counts by the time of creation.</summary>
    internal static async Task<VendorResult<long>> CountAsync(VendorSession session, string stream, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var (query, field) = stream == "orders" ? (ShopifyOperations.OrdersCount, "ordersCount") : (ShopifyOperations.CustomersCount, "customersCount");
        var answer = await ShopifyAnswer.SendAsync(session, query, new Dictionary<string, object?> { ["q"] = $"created_at:>='{ShopifyOperations.Instant(from)}' AND created_at:<'{ShopifyOperations.Instant(to)}'" }, cancellationToken);
        if (answer.Failure is { } failure)
        {
            return failure;
        }

        var count = answer.Value!.Data.Get(field);
        return count.Text("precision") is "AT_LEAST" ? new VendorFailure(FailureKind.Rejected, "The shop counts no further than it says; there are more.")
            : count.Amount("count") is { } n ? (long)n
            : new VendorFailure(FailureKind.Misconfigured, $"The shop counts no {stream}: {ShopifyAnswer.Messages(answer.Value.Errors)}", null, 200);
    }

    /// <summary>Customers by address: https://shopify.dev/docs/api/admin-graphql/latest/queries/customerByIdentifier.</summary>
    internal static async Task<VendorResult<IReadOnlyList<FoundRecord>>> FindAsync(VendorSession session, IReadOnlyList<string> emails, CancellationToken cancellationToken)
    {
        var found = new List<FoundRecord>();
        foreach (var chunk in emails.Distinct(StringComparer.OrdinalIgnoreCase).Chunk(ShopifySettings.ChangesPerCall))
        {
            var variables = chunk.Select((email, i) => (email, i)).ToDictionary(e => "e" + e.i.ToString(CultureInfo.InvariantCulture), e => (object?)e.email, StringComparer.Ordinal);
            var answer = await ShopifyAnswer.SendAsync(session, ShopifyOperations.ByAddress(chunk.Length), variables, cancellationToken);
            if (answer.Failure is { } failure)
            {
                return failure;
            }

            for (var i = 0; i < chunk.Length; i++)
            {
                var alias = "c" + i.ToString(CultureInfo.InvariantCulture);
                var customer = answer.Value!.Data.Get(alias);
                if (customer.Digits("legacyResourceId", "id") is { } id)
                {
                    found.Add(new(chunk[i], id, "customers", JsonMarshal.GetRawUtf8Value(customer).ToArray(), customer.Instant("updatedAt")));
                }
                else if (ShopifyAnswer.FailureAt(answer.Value, alias) is { } unread)
                {
                    return unread; // null with an error says nothing about the person
                }
            }
        }

        return found;
    }

    /// <summary>Asks the shop who it is.</summary>
    internal static async Task<VendorResult<string>> CheckAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var answer = await ShopifyAnswer.SendAsync(session, ShopifyOperations.Shop, new Dictionary<string, object?>(), cancellationToken);
        if (answer.Failure is { } failure)
        {
            return failure;
        }

        var shop = answer.Value!.Data.Get("shop");
        var domain = shop.Text("myshopifyDomain");
        if (!string.Equals(domain, session.Connection.Thing, StringComparison.OrdinalIgnoreCase))
        {
            return new VendorFailure(FailureKind.Misconfigured, $"The token belongs to the shop {domain ?? "(none)"}, the connection names {session.Connection.Thing}.", null, 200);
        }

        var scopes = answer.Value.Data.Get("currentAppInstallation").Get("accessScopes").Items().Select(scope => scope.Text("handle")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var missing = new[] { "read_customers", "write_customers", "read_orders" }.Where(scope => scopes.Count > 0 && !scopes.Contains(scope)).ToList();
        return missing.Count > 0
            ? new VendorFailure(FailureKind.Misconfigured, $"The app lacks the permissions {string.Join(", ", missing)} in {domain}.", null, 200)
            : $"{shop.Text("name")} ({domain}, {shop.Text("currencyCode")}, {shop.Text("ianaTimezone")})";
    }

    private static PollPage Page(JsonElement list, ShopifyCursor cursor)
    {
        var records = new List<PolledRecord>();
        var watermark = cursor.Watermark;
        var atWatermark = cursor.Ids.ToHashSet(StringComparer.Ordinal);
        foreach (var node in list.Get("nodes").Items())
        {
            var id = node.Digits("legacyResourceId", "id");
            if (id is null)
            {
                continue;
            }

            var changed = node.Instant("updatedAt");
            if (changed == cursor.Watermark && cursor.Ids.Contains(id, StringComparer.Ordinal))
            {
                continue;
            }

            records.Add(new(id, JsonMarshal.GetRawUtf8Value(node).ToArray(), changed));
            if (changed > watermark)
            {
                watermark = changed.Value;
                atWatermark.Clear();
            }

            if (changed == watermark)
            {
                atWatermark.Add(id);
            }
        }

        var page = list.Get("pageInfo");
        var next = page.Flag("hasNextPage") is true ? page.Text("endCursor") : null;
        var end = new ShopifyCursor(watermark, next is null ? watermark - Overlap : cursor.From, [.. atWatermark.Order(StringComparer.Ordinal)], next);
        return new(records, end.Write(), next is not null);
    }

    /// <summary>Where a stream is.</summary>
    /// <param name="Watermark">Newest change time seen; never the clock, so that skew loses nothing.</param>
    /// <param name="From">Begin of the window being paged, <see cref="Overlap"/> before the watermark.</param>
    /// <param name="Ids">Ids already given at exactly the watermark.</param>
    /// <param name="Page">The vendor's mark inside the window; null at its begin.</param>
    internal sealed record ShopifyCursor(
        [property: JsonProperty("watermark")] DateTimeOffset Watermark,
        [property: JsonProperty("from")] DateTimeOffset From,
        [property: JsonProperty("ids")] IReadOnlyList<string> Ids,
        [property: JsonProperty("page")] string? Page)
    {
        internal static ShopifyCursor Read(string? text, DateTimeOffset since) =>
            text is null ? new(since, since, [], null) : JsonConvert.DeserializeObject<ShopifyCursor>(text) ?? new(since, since, [], null);

        internal string Write() => JsonConvert.SerializeObject(this);
    }
}
