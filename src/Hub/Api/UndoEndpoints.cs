using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Undoing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegrationHub.Hub.Api;

/// <summary>Takes back what a rule did.</summary>
internal static class UndoEndpoints
{
    public static void Map(RouteGroupBuilder client)
    {
        client.MapPost("/rules/{rule}/undo", Undo).WithSummary("Takes back what a rule did in a span of time: tags off, old values back. With 'preview' nothing is done. What cannot be taken back is named.");
        client.MapGet("/rules/{rule}/undo", (string client, string rule, RuleUndo undo) => undo.Progress(client, rule) is { } progress ? TypedResults.Ok(progress) : (IResult)TypedResults.NoContent())
            .WithSummary("How far taking back what the rule did has come; no content when nothing of it ever was.").Produces<UndoProgress>().Produces(204);
    }

    private static async Task<Results<Ok<UndoView>, ProblemHttpResult>> Undo(
        string client, string rule, UndoWish wish, RuleUndo undo, MappingsQuery rules, CurrentSetup setup, TimeProvider time, CancellationToken stop)
    {
        if (!rules.Knew(client, rule))
        {
            return ApiProblems.NotFound("rule");
        }

        if ((wish.Preview ? ApiProblems.TooLong(wish.Note) : ApiProblems.Unsigned(wish.By, wish.Note)) is { } problem)
        {
            return problem;
        }

        var to = wish.To ?? time.GetUtcNow();
        var order = new UndoOrder(client, rule, wish.Version, wish.From ?? to.AddDays(-1), to);
        if (order.From >= order.To)
        {
            return ApiProblems.Bad("from", "It lies before 'to'.");
        }

        var lens = new ClientLens(setup.Value.Clients[client], time.GetUtcNow());
        var preview = await Task.Run(() => undo.Preview(order, stop), stop);
        (int TakenBack, int Dropped)? done = wish.Preview ? null : await undo.DoAsync(order, !wish.KeepPlanned, wish.By!.Trim(), wish.Note?.Trim() ?? "", stop);
        return TypedResults.Ok(new UndoView(
            order.From, order.To, [.. preview.Lines.Select(l => $"{l.Count} × {UndoWords.Says(l, lens)}")], preview, UndoWords.Followed(preview), done?.TakenBack, done?.Dropped));
    }
}
