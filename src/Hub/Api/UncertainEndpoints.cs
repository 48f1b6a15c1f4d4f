using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Delivering;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegrationHub.Hub.Api;

/// <summary>Actions that may have happened: a person looks in the tool and says what is so.</summary>
internal static class UncertainEndpoints
{
    public static void Map(RouteGroupBuilder client)
    {
        client.MapGet("/uncertain", List).WithSummary("Actions that may or may not have happened, the oldest first. The hub never repeats them by itself.");
        client.MapPost("/uncertain/{id:long}/answer", Answer).WithSummary("Says what a person found: there, or not there. The first answer counts.").ProducesProblem(409);
    }

    private static async Task<Ok<UncertainView[]>> List(string client, InboxQuery inbox, CurrentSetup setup, TimeProvider time, CancellationToken stop)
    {
        var rows = await inbox.ReadAsync(client, stop);
        var lens = new ClientLens(setup.Value.Clients[client], time.GetUtcNow());
        return TypedResults.Ok(rows.Uncertain.Select(a => new UncertainView(
            a.Id, UncertainWords.Question(a, lens, a.Contact is { } who ? rows.Names.GetValueOrDefault(who) : null), a.Name, a.Connection, a.Rule, a.Contact,
            DateTimeOffset.FromUnixTimeMilliseconds(a.UpdatedAt), [.. rows.Attempts.Where(t => t.Action == a.Id)])).ToArray());
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Answer(string client, long id, UncertainAnswer answer, UncertainActions actions, InboxQuery inbox, CancellationToken stop)
    {
        if (ApiProblems.Unsigned(answer.By) is { } problem)
        {
            return problem;
        }

        if (answer.There is not { } isThere)
        {
            return ApiProblems.Bad("there", "Say true when the effect is in the tool, false when it is not and the hub is to do it now.");
        }

        if (await actions.ResolveAsync(client, id, isThere, answer.By.Trim(), stop))
        {
            return TypedResults.NoContent();
        }

        return await inbox.HasActionAsync(client, id, stop) ? ApiProblems.Decided() : ApiProblems.NotFound("action");
    }
}
