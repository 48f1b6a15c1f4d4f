using IntegrationHub.Sandbox.Shopify.GraphQl;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify;

/// <summary>Shopify's wire: the GraphQL endpoint with its cost envelope.</summary>
internal static class ShopifyEndpoints
{
    private static readonly GraphQlSchema _schema = ShopifySchema.Build();

    public static void Map(IEndpointRouteBuilder routes, ShopifySimulator simulator)
    {
        ShopifySignInEndpoints.Map(routes, simulator);
        routes.MapPost("/{shop}/admin/api/{version}/graphql.json", async (string shop, string version, HttpContext context) =>
        {
            if (simulator.Find(shop) is not { } found || !TryServe(simulator, version, out var served))
            {
                return WireJson.Answer(new JObject { ["errors"] = "Not Found" }, 404);
            }

            context.Response.Headers["X-Shopify-API-Version"] = served;
            context.Response.Headers["X-Request-Id"] = context.TraceIdentifier;
            if (served != version || served == simulator.Versions[0])
            {
                context.Response.Headers["X-Shopify-API-Version-Warning"] = "https://shopify.dev/concepts/about-apis/versioning";
            }

            if (!found.Accepts(context.Request.Headers["X-Shopify-Access-Token"].ToString()))
            {
                return WireJson.Answer(new JObject { ["errors"] = "[API] Invalid API key or access token (unrecognized login or wrong password)" }, 401);
            }

            return await WireJson.ReadAsync(context.Request) is JObject body
                ? WireJson.Answer(Execute(simulator, found, body, Actor.Api(context.TraceIdentifier, found.ClientId)))
                : WireJson.Answer(new JObject { ["errors"] = new JObject { ["query"] = "Required parameter missing or invalid" } }, 400);
        });
    }

    private static bool TryServe(ShopifySimulator simulator, string version, out string served)
    {
        served = version;
        if (version == "unstable" || simulator.Versions.Contains(version))
        {
            return true;
        }

        var known = version.Length == 7 && version[4] == '-' && version.Where((_, i) => i != 4).All(char.IsAsciiDigit);
        served = simulator.Versions[0];
        return known && string.CompareOrdinal(version, served) < 0;
    }

    private static JObject Execute(ShopifySimulator simulator, ShopifyShop shop, JObject body, Actor by) => shop.Locked(() =>
    {
        GraphQlRequest request;
        GraphQlExecutor executor;
        string root;
        try
        {
            request = GraphQlRequest.Read(body);
            root = request.IsMutation ? "Mutation" : "QueryRoot";
            executor = new GraphQlExecutor(_schema, request, shop, by);
            executor.Validate(_schema[root]);
        }
        catch (GraphQlException e)
        {
            return new JObject { ["errors"] = new JArray(e.ToJson()) };
        }

        if (executor.Errors.Count > 0)
        {
            return new JObject { ["errors"] = executor.Errors };
        }

        var requested = GraphQlCost.Of(request, _schema, root);
        if (requested > GraphQlCost.Most)
        {
            return new JObject
            {
                ["errors"] = new JArray(new GraphQlException($"Query cost is {requested}, which exceeds the single query max cost limit ({GraphQlCost.Most}).", "MAX_COST_EXCEEDED").ToJson()),
            };
        }

        if (!shop.Throttle.Take(requested))
        {
            return new JObject
            {
                ["errors"] = new JArray(new GraphQlException("Throttled", "THROTTLED", ("documentation", "https://shopify.dev/api/usage/rate-limits")).ToJson()),
                ["extensions"] = new JObject { ["cost"] = Cost(shop, requested, null) },
            };
        }

        var data = executor.Run(_schema[root], simulator);
        var actual = Math.Min(requested, GraphQlCost.Of(request, _schema, root, executor.Counted));
        shop.Throttle.Return(requested - actual);
        var extensions = new JObject { ["cost"] = Cost(shop, requested, actual) };
        if (executor.Warnings.Count > 0)
        {
            extensions["search"] = executor.Warnings;
        }

        var answer = new JObject();
        if (executor.Errors.Count > 0)
        {
            answer["errors"] = executor.Errors;
        }

        answer["data"] = data;
        answer["extensions"] = extensions;
        return answer;
    });

    private static JObject Cost(ShopifyShop shop, int requested, int? actual) => new()
    {
        ["requestedQueryCost"] = requested, ["actualQueryCost"] = actual,
        ["throttleStatus"] = new JObject
        {
            ["maximumAvailable"] = shop.Throttle.Maximum, ["currentlyAvailable"] = (int)shop.Throttle.Available, ["restoreRate"] = shop.Throttle.RestoreRate,
        },
    };
}
