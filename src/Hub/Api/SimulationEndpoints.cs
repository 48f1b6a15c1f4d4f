using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Simulating;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegrationHub.Hub.Api;

/// <summary>Rules tried on the client's own history.</summary>
internal static class SimulationEndpoints
{
    public static void Map(RouteGroupBuilder client)
    {
        var simulations = client.MapGroup("/simulations");
        simulations.MapGet("", (string client, Simulations all) => TypedResults.Ok(all.List(client).Select(View).ToArray())).WithSummary("The tries that are under way or kept, the newest first.");
        simulations.MapPost("", Begin).WithSummary("Tries a version of the rules on the last days. Left out, 'version' is the draft that waits, else the one in force; 'against' is compared with it. Nothing is sent.");
        simulations.MapGet("/{id:long}", Results<Ok<SimulationView>, ProblemHttpResult> (string client, long id, Simulations all) =>
            all.Find(client, id) is { } found ? TypedResults.Ok(View(found)) : ApiProblems.NotFound("simulation")).WithSummary("How far a try is, and what came of it.");
        simulations.MapPost("/{id:long}/cancel", Cancel).WithSummary("Gives a try up.").ProducesProblem(409);
        simulations.MapGet("/{id:long}/contacts/{contact:long}", Trace).WithSummary("Everything that would have happened to one contact.");
    }

    private static Results<Ok<SimulationView>, ProblemHttpResult> Begin(string client, SimulationWish wish, Simulations all, MappingHistory history, MappingsInForce mappings)
    {
        var days = wish.Days ?? 90;
        if (days is < 1 or > SimulationOrder.MostDays)
        {
            return ApiProblems.Bad("days", $"It is 1 to {SimulationOrder.MostDays}.");
        }

        var version = wish.Version ?? history.List(client).FirstOrDefault(e => e.State == MappingEntry.Draft)?.Version ?? mappings.Find(client)?.Version ?? 0;
        return all.Begin(new SimulationOrder(client, version, wish.Against, days, string.IsNullOrEmpty(wish.Rule) ? null : wish.Rule)) is { } begun
            ? TypedResults.Ok(View(begun))
            : ApiProblems.NotFound("version or rule");
    }

    private static Results<NoContent, ProblemHttpResult> Cancel(string client, long id, SimulationCancel order, Simulations all) =>
        ApiProblems.Unsigned(order.By) is { } unsigned ? unsigned
        : all.Cancel(client, id) ? TypedResults.NoContent()
        : TypedResults.Problem("There is no such try under way.", statusCode: 409, title: "Nothing to give up");

    private static Results<Ok<SimulationTrace>, ProblemHttpResult> Trace(string client, long id, long contact, bool? against, Simulations all) =>
        all.Find(client, id) is { } found && all.Trace(found, contact, against == true) is { } play
            ? TypedResults.Ok(new SimulationTrace([.. play.Decisions.Where(d => found.Order.Rule is null || d.Rule == found.Order.Rule)], [.. play.Actions.Where(a => found.Order.Rule is null || a.Rule == found.Order.Rule)]))
            : ApiProblems.NotFound("simulation or contact");

    private static SimulationView View(Simulation s) => new(s.Id, s.Order.Version, s.Order.Against, s.Order.Days, s.Order.Rule, s.At, s.Progress, s.Problem, s.Result);
}
