using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard;
using IntegrationHub.Hub.Dashboard.Queries;

namespace IntegrationHub.Hub.Api;

/// <summary>Adds <c>/api/v1</c> to the host.</summary>
public static class ApiSetup
{
    /// <summary>Registers the API's queries, its description and how its JSON is written.</summary>
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddHubQueries();
        builder.Services.AddProblemDetails();
        builder.Services.AddOpenApi("v1");
        builder.Services.ConfigureHttpJsonOptions(o => ApiJson.Apply(o.SerializerOptions));
    }

    /// <summary>Maps the API and <c>/openapi/v1.json</c>.</summary>
    public static void MapApi(this WebApplication app)
    {
        // A body that cannot be bound ends before any handler, without a word.
        app.UseWhen(c => c.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal), b => b.UseStatusCodePages(c => c.HttpContext.Response.StatusCode == StatusCodes.Status400BadRequest
            ? TypedResults.Problem("A value is missing or of the wrong kind. /openapi/v1.json says what each address takes.", statusCode: 400, title: "Not understood").ExecuteAsync(c.HttpContext)
            : Task.CompletedTask));
        app.MapOpenApi();
        var api = app.MapGroup("/api/v1").WithTags("hub");
        api.MapGet("/clients", (CurrentSetup setup, MappingsQuery mappings) => TypedResults.Ok(
            setup.Value.Clients.Values.OrderBy(c => c.Id, StringComparer.Ordinal)
                .Select(c => new ClientView(c.Id, c.Name, c.TimeZone, c.Currency, c.Locale, c.Sample, mappings.ModelOf(c)?.Id)).ToArray()));

        var client = api.MapGroup("/clients/{client}").AddEndpointFilter(async (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<CurrentSetup>().Value.Clients.ContainsKey((string)context.HttpContext.GetRouteValue("client")!)
                ? await next(context)
                : TypedResults.Problem("There is no client of this id. /api/v1/clients lists them.", statusCode: 404, title: "No such client"));
        client.ProducesProblem(404).ProducesProblem(400);
        RecordEndpoints.Map(client);
        ClientEndpoints.Map(client);
        ConnectingEndpoints.Map(client);
        BackfillEndpoints.Map(client);
        StopEndpoints.Map(client);
        UndoEndpoints.Map(client);
        ComingEndpoints.Map(client);
        MappingEndpoints.Map(client);
        RuleEndpoints.Map(client);
        ShareEndpoints.Map(client);
        SimulationEndpoints.Map(client);
        UncertainEndpoints.Map(client);
        api.MapFallback((HttpRequest request) => (HttpMethods.IsPost(request.Method) || HttpMethods.IsPut(request.Method)) && !request.HasJsonContentType()
            ? TypedResults.Problem("Send the body as application/json.", statusCode: 415, title: "Not JSON") // no address takes anything else, so routing ends here
            : TypedResults.Problem("/openapi/v1.json describes every address.", statusCode: 404, title: "There is nothing at this address")).ExcludeFromDescription();
    }
}
