using System.Globalization;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>Sends one operation and sorts the answer: data (perhaps partial), errors, throttling, broken line.</summary>
internal sealed record ShopifyAnswer(JsonElement Data, JsonElement Errors)
{
    /// <summary>Calls the shop. Errors beside data are no failure: a mutation may have taken effect although one selected field could not be read.</summary>
    /// <param name="session">Whose call it is.</param>
    /// <param name="query">Text of the operation.</param>
    /// <param name="variables">Its values by name.</param>
    /// <param name="cancellationToken">The caller's own token.</param>
    /// <param name="repeatable">False when sending it twice could have its effect twice: a lost answer is then uncertain.</param>
    internal static async Task<VendorResult<ShopifyAnswer>> SendAsync(
        VendorSession session, string query, IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken, bool repeatable = true)
    {
        if (!session.Credentials.TryGetValue(CredentialNames.AccessToken, out var token) || token.Length == 0)
        {
            return new VendorFailure(FailureKind.Unauthorised, "The grant has no access token.");
        }

        Redactor.Register(token);
        var version = session.Settings.GetValueOrDefault(ShopifySettings.VersionSetting, ShopifySettings.DefaultVersion);
        try
        {
            var api = Refit.RestService.For<IShopifyApi>(session.Http, NewtonsoftContentSerializer.Refit);
            using var response = await api.Send(version, token, new(query, variables), repeatable, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                FailureKind? kind = (int)response.StatusCode switch { 402 or 423 => FailureKind.Misconfigured, 403 => FailureKind.Unauthorised, 404 => FailureKind.Misconfigured, _ => null };
                return FailureTable.Of(response, body, session.Time, kind);
            }

            return Sort(response, body, write: !repeatable);
        }
        catch (Exception fault) when (FailureTable.Of(fault, write: !repeatable) is not null)
        {
            return FailureTable.Of(fault, write: !repeatable)!;
        }
    }

    /// <summary>Reads things by their ids, each once.</summary>
    internal static Task<VendorResult<ShopifyAnswer>> NodesAsync(VendorSession session, string query, IEnumerable<string> ids, CancellationToken cancellationToken) =>
        SendAsync(session, query, new Dictionary<string, object?> { ["ids"] = ids.Distinct(StringComparer.Ordinal).ToArray() }, cancellationToken);

    /// <summary>What was read of each thing that is there, by id.</summary>
    internal Dictionary<string, T> NodesById<T>(Func<JsonElement, T> of) =>
        Data.Get("nodes").Items().Where(n => n.Text("id") is not null).DistinctBy(n => n.Text("id")).ToDictionary(n => n.Text("id")!, of, StringComparer.Ordinal);

    /// <summary>All error messages in one line.</summary>
    internal static string Messages(JsonElement errors) => errors.ValueKind switch
    {
        JsonValueKind.String => FailureTable.Cut(errors.Text() ?? ""),
        JsonValueKind.Array => FailureTable.Cut(string.Join("; ", errors.EnumerateArray().Select(error => error.Text("message") ?? error.GetRawText()))),
        JsonValueKind.Undefined => "no reason given",
        _ => FailureTable.Cut(errors.GetRawText()),
    };

    /// <summary>Why one alias of a call is null; null when no error names it. Errors with a deeper path do not count, they only spoil a selected field.</summary>
    internal static VendorFailure? FailureAt(ShopifyAnswer answer, string alias)
    {
        var errors = answer.Errors.Items().Where(error => error.Get("path").Items().FirstOrDefault().Text() == alias).ToList();
        return errors.Count == 0 ? null : new(
            errors.Exists(error => error.Get("extensions").Text("code") == "ACCESS_DENIED") ? FailureKind.Misconfigured
            : errors.Exists(error => error.Get("extensions").Text("code") == "THROTTLED") ? FailureKind.RateLimited : FailureKind.Rejected,
            FailureTable.Cut(string.Join("; ", errors.Select(error => error.Text("message")))), null, 200);
    }

    private static VendorResult<ShopifyAnswer> Sort(HttpResponseMessage response, string body, bool write)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(body);
            root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return FailureTable.NoAnswer(response, body, write);
        }

        var data = root.Get("data");
        var errors = root.Get("errors");
        if (data.ValueKind is JsonValueKind.Object)
        {
            return new ShopifyAnswer(data, errors);
        }

        if (errors.ValueKind is JsonValueKind.Undefined)
        {
            return FailureTable.NoAnswer(response, body, write);
        }

        var codes = errors.Items().Select(error => error.Get("extensions").Text("code")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var message = Messages(errors);
        if (codes.Contains("THROTTLED"))
        {
            return new VendorFailure(FailureKind.RateLimited, message, Wait(root), 200);
        }

        var kind = codes switch
        {
            _ when codes.Contains("ACCESS_DENIED") => FailureKind.Misconfigured,
            _ when codes.Contains("INTERNAL_SERVER_ERROR") || codes.Contains("TIMEOUT") => FailureKind.Transient,
            _ when codes.Any(code => code.StartsWith("TOO_MANY", StringComparison.Ordinal)) => FailureKind.RateLimited,
            _ => FailureKind.Rejected,
        };
        return new VendorFailure(kind, message, null, 200);
    }

    /// <summary>(asked - available) / restored a second: https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits.</summary>
    private static TimeSpan Wait(JsonElement root)
    {
        var cost = root.Get("extensions").Get("cost");
        var state = cost.Get("throttleStatus");
        var missing = (cost.Amount("requestedQueryCost") ?? 100m) - (state.Amount("currentlyAvailable") ?? 0m);
        var rate = state.Amount("restoreRate") is { } restored and > 0 ? restored : 50m;
        return RetryAfter.Bounded(TimeSpan.FromSeconds((double)Math.Clamp(Math.Ceiling(missing / rate), 1m, 900m)));
    }
}
