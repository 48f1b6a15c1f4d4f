using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace IntegrationHub.Sandbox;

/// <summary>The sandbox's own endpoints under <c>/_sandbox</c>: ledger, faults, sent webhooks, received requests.</summary>
public static class SandboxEndpoints
{
    private static readonly JsonSerializer _json = JsonSerializer.Create(new JsonSerializerSettings
    {
        ContractResolver = new CamelCasePropertyNamesContractResolver(),
        Converters = { new StringEnumConverter(new CamelCaseNamingStrategy()) },
        DateParseHandling = DateParseHandling.DateTimeOffset,
        MissingMemberHandling = MissingMemberHandling.Error,
    });

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder app, SandboxWorld world)
    {
        var routes = app.MapGroup("/_sandbox");
        routes.MapGet("/ledger", (string? vendor, string? account, string? verb, long? since) =>
            Say(world.Ledger.Entries(vendor, account, verb, null, since ?? 0)));
        routes.MapGet("/requests", (string? vendor) => Say(world.Requests.Of(vendor)));
        routes.MapGet("/webhooks", (string? vendor, string? topic) => Say(world.Webhooks.Sends(vendor, topic).Select(s => new
        {
            s.Delivery, s.Vendor, s.Account, s.Topic, s.Address, s.Attempt, s.At, s.Status, s.Error, bytes = s.Request.Body.Length,
        })));
        routes.MapGet("/faults", () => Say(world.Faults.Active));
        routes.MapPost("/faults", async (HttpRequest request) =>
        {
            try
            {
                using var reader = new StreamReader(request.Body);
                using var json = new JsonTextReader(new StringReader(await reader.ReadToEndAsync(request.HttpContext.RequestAborted)));
                var fault = _json.Deserialize<Fault>(json);
                return fault is null ? Results.BadRequest("a fault is a JSON object with at least a kind") : Say(world.Faults.Add(fault), 201);
            }
            catch (JsonException e)
            {
                return Results.BadRequest(e.Message);
            }
        });
        routes.MapDelete("/faults", (string? vendor) => Say(new { removed = world.Faults.Clear(vendor) }));
        routes.MapDelete("/faults/{id}", (string id) => world.Faults.Remove(id) ? Results.NoContent() : Results.NotFound());
        routes.MapGet("/", () => Say(new
        {
            now = world.Now,
            done = world.Ledger.Count,
            requests = world.Requests.Total,
            webhooksPending = world.Webhooks.Pending,
            faults = world.Faults.Active.Count.ToString(CultureInfo.InvariantCulture),
        }));
    }

    private static IResult Say(object value, int status = 200) => WireJson.Answer(JToken.FromObject(value, _json), status);
}
