using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Delivering;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegrationHub.Hub.Api;

/// <summary>Stop and go on, for a client, a rule or a connection.</summary>
internal static class StopEndpoints
{
    private const int LongestReason = 500;

    public static void Map(RouteGroupBuilder client)
    {
        var stops = client.MapGroup("/stops");
        stops.MapGet("", List).WithSummary("The stops in force, each with what waits under it and what of that is too old.");
        stops.MapGet("/preview", Ahead).WithSummary("What a stop would hold, and how many calls are on their way already.");
        stops.MapPost("", Stop).WithSummary("Stops what goes out: for the client, one rule or one connection. Receiving and deciding go on; actions are held. Counts when it is answered.");
        stops.MapPost("/go", Go).WithSummary("Lifts a stop: sends what is still useful and drops the rest, or drops all that waited.").ProducesProblem(409);
    }

    private static Ok<StopView[]> List(string client, CurrentSetup setup, StopsAndGo stops, TimeProvider time)
    {
        var lens = new ClientLens(setup.Value.Clients[client], time.GetUtcNow());
        return TypedResults.Ok(stops.InForce(client).Select(s =>
        {
            var (scope, since) = (StopWords.Scope(s), DateTimeOffset.FromUnixTimeMilliseconds(s.Since));
            var preview = stops.Preview(scope);
            return new StopView(s.Scope, s.Target, StopWords.Covers(scope, lens), since, s.By, s.Reason, preview, StopWords.Waited(preview, lens.Now - since));
        }).ToArray());
    }

    private static Results<Ok<StopAhead>, ProblemHttpResult> Ahead(string client, string scope, string? target, CurrentSetup setup, MappingsQuery rules, StopsAndGo stops, TimeProvider time)
    {
        var named = Named(client, scope, target, setup.Value, rules, out var problem);
        if (named is null)
        {
            return problem!;
        }

        var preview = stops.Ahead(named);
        var covers = StopWords.Covers(named, new ClientLens(setup.Value.Clients[client], time.GetUtcNow()));
        return TypedResults.Ok(new StopAhead(covers, preview.Planned, preview.UnderWay, stops.InForce(client).Any(s => StopWords.Scope(s) == named)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Stop(string client, StopOrder order, CurrentSetup setup, MappingsQuery rules, StopsAndGo stops, CancellationToken cancellationToken)
    {
        var named = Named(client, order.Scope, order.Target, setup.Value, rules, out var problem);
        if (named is null)
        {
            return problem!;
        }

        if (ApiProblems.Unsigned(order.By) is { } unsigned)
        {
            return unsigned;
        }

        if (order.Reason?.Length > LongestReason)
        {
            return ApiProblems.Bad("reason", $"It may hold {LongestReason} characters.");
        }

        await stops.StopAsync(named, order.By.Trim(), order.Reason?.Trim() ?? "", cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<GoOutcome>, ProblemHttpResult>> Go(string client, GoOrder order, StopsAndGo stops, CancellationToken cancellationToken)
    {
        if (order.Choice is not (GoOrder.SendUseful or GoOrder.DropAll))
        {
            return ApiProblems.Bad("choice", $"It is {GoOrder.SendUseful} or {GoOrder.DropAll}.");
        }

        if (ApiProblems.Unsigned(order.By) is { } problem)
        {
            return problem;
        }

        // A stop of something that is no longer set up must still be lifted: what is not in force is told apart by the store alone.
        return order.Scope is "client" or "rule" or "connection" && await stops.GoAsync(new StopScope(client, order.Scope, order.Target ?? ""), order.By.Trim(), order.Choice == GoOrder.SendUseful, cancellationToken) is { } outcome
            ? TypedResults.Ok(outcome)
            : ApiProblems.NotStopped();
    }

    private static StopScope? Named(string client, string? scope, string? target, HubSetup setup, MappingsQuery rules, out ProblemHttpResult? problem)
    {
        problem = null;
        switch (scope)
        {
            case "client" when string.IsNullOrEmpty(target):
                return StopScope.OfClient(client);
            case "client":
                problem = ApiProblems.Bad("target", "Leave it out to stop the whole client.");
                return null;
            case "rule" when !string.IsNullOrEmpty(target) && rules.Knows(client, target):
                return StopScope.OfRule(client, target);
            case "connection" when !string.IsNullOrEmpty(target) && setup.Connection(client, target) is not null:
                return StopScope.OfConnection(client, target);
            case "rule" or "connection":
                problem = ApiProblems.NotFound(scope);
                return null;
            default:
                problem = ApiProblems.Bad("scope", "It is one of client, rule, connection.");
                return null;
        }
    }
}
