using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>HubSpot's wire: every path in its dated form and its older twin, authorisation, limits, error bodies.</summary>
internal sealed class HubSpotEndpoints
{
    private const string Dated = "{version}";

    // 2027-03 exists as beta only.
    private static readonly string[] Versions = ["2026-03", "2026-09", "2027-03-beta"];
    private readonly IEndpointRouteBuilder _routes;
    private readonly HubSpotSimulator _hub;

    private HubSpotEndpoints(IEndpointRouteBuilder routes, HubSpotSimulator hub) => (_routes, _hub) = (routes, hub);

    public static void Map(IEndpointRouteBuilder routes, HubSpotSimulator hub)
    {
        var all = new HubSpotEndpoints(routes, hub);
        HubSpotOAuthEndpoints.Map(routes, hub, [.. Versions, "v1", "v3"]);
        HubSpotObjectEndpoints.Map(all);
        HubSpotBatchEndpoints.Map(all);
        HubSpotAssociationEndpoints.Map(all);
        HubSpotSchemaEndpoints.Map(all);
        HubSpotListEndpoints.Map(all);
        HubSpotConsentEndpoints.Map(all);
        HubSpotAccountEndpoints.Map(all);
        HubSpotWebhookEndpoints.Map(all);
        routes.Map("/{**rest}", UnknownAsync);
    }

    /// <summary>Maps <c>/area/{dated}/rest</c> and <c>/area/{legacy}/rest</c>; for CRM areas HubSpot puts the old version in front of the last part of the area.</summary>
    public void Add(string method, string area, string rest, Func<HubSpotCall, HubSpotAnswer> handle, string[] legacy, Func<HubSpotCall, string>? scope = null, bool search = false)
    {
        var cut = area.LastIndexOf('/');
        IEnumerable<string> paths = [$"{area}/{Dated}{rest}", .. legacy.Select(v => cut == 0 ? $"{area}/{v}{rest}" : $"{area[..cut]}/{v}{area[cut..]}{rest}")];
        foreach (var path in paths) _routes.MapMethods(path, [method], context => RunAsync(context, handle, scope, search));
    }

    /// <summary>Maps one path as it stands.</summary>
    public void AddPlain(string method, string path, Func<HubSpotCall, HubSpotAnswer> handle) =>
        _routes.MapMethods(path, [method], context => RunAsync(context, handle, null, false));

    public static async Task SayAsync(HttpContext context, HubSpotAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.Headers["X-HubSpot-Correlation-Id"] = context.TraceIdentifier;
        foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
        if (answer.Body is null) return;
        var bytes = Encoding.UTF8.GetBytes(answer.Body.ToString(Formatting.None));
        context.Response.ContentType = "application/json;charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static Task UnknownAsync(HttpContext context) => SayAsync(context, new HubSpotAnswer(404, new JObject
    {
        ["status"] = "error", ["message"] = "resource not found", ["correlationId"] = context.TraceIdentifier,
    }));

    private async Task RunAsync(HttpContext context, Func<HubSpotCall, HubSpotAnswer> handle, Func<HubSpotCall, string>? scope, bool search)
    {
        if (context.GetRouteValue("version") is string version && !Versions.Contains(version, StringComparer.Ordinal))
        {
            await UnknownAsync(context);
            return;
        }

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = new Dictionary<string, string>();
        var answer = _hub.Do(() => Answer(context, text, handle, scope, search, headers));
        await SayAsync(context, answer with { Headers = headers });
    }

    private HubSpotAnswer Answer(
        HttpContext context, string text, Func<HubSpotCall, HubSpotAnswer> handle, Func<HubSpotCall, string>? scope, bool search, Dictionary<string, string> headers)
    {
        var id = context.TraceIdentifier;
        // Tokens and limits live by the clock on the wall: the vendors' clock may run a day in seconds.
        var now = _hub.World.Options.WaitTime.GetUtcNow();
        if (_hub.Switches.MigratingUntil is { } until && until > _hub.World.Now)
        {
            headers["Retry-After"] = ((long)Math.Ceiling((until - _hub.World.Now).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return new HubSpotAnswer(477, HubSpotErrors.Of(477, id));
        }

        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return new HubSpotAnswer(401, HubSpotErrors.Of(401, id));
        if (_hub.Tokens.Find(header["Bearer ".Length..].Trim(), now) is not { } grant) return new HubSpotAnswer(401, HubSpotErrors.Expired(id));
        if (_hub.Limits.Take(grant.AppId, search, now, id, headers) is { } tooMany) return tooMany;
        try
        {
            var json = text.Length == 0 ? null : WireJson.Parse(text) ?? throw HubSpotRefusalException.Invalid("Invalid input JSON on line 1, column 1");
            var call = new HubSpotCall(_hub, context, grant, HubSpotActor.App(grant.AppId), id, json);
            return scope?.Invoke(call) is { } needed && (_hub.Switches.MissingScopes.Contains(needed) || !grant.Allows(needed))
                ? new HubSpotAnswer(403, HubSpotErrors.MissingScope(needed, id))
                : handle(call);
        }
        catch (HubSpotRefusalException refusal)
        {
            return new HubSpotAnswer(refusal.Status, refusal.ToJson(id));
        }
    }
}
