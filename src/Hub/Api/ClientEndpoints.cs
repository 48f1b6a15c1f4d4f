using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Storage.Rows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegrationHub.Hub.Api;

/// <summary>What pages show, as JSON: log, chain, contacts, story, connections, approvals.</summary>
internal static class ClientEndpoints
{
    public static void Map(RouteGroupBuilder client)
    {
        client.MapGet("/log", Log);
        client.MapGet("/log/{kind}/{id:long}", Chain);
        client.MapGet("/contacts", Contacts);
        client.MapGet("/contacts/{id:long}/story", async Task<Results<Ok<Story>, ProblemHttpResult>> (string client, long id, StoryQuery stories, CancellationToken stop) =>
            await stories.ReadAsync(client, id, cancellationToken: stop) is { } story ? TypedResults.Ok(story) : ApiProblems.NotFound("contact"));
        client.MapGet("/contacts/{id:long}/messages", async Task<Results<Ok<Messages>, ProblemHttpResult>> (string client, long id, MessagesQuery messages, CurrentSetup setup, TimeProvider time, CancellationToken stop) =>
            await messages.ReadAsync(new ClientLens(setup.Value.Clients[client], time.GetUtcNow()), id, stop) is { } found ? TypedResults.Ok(found) : ApiProblems.NotFound("contact"))
            .WithSummary("Every mail that somebody is known to have got, with its cause, and up to when each tool was read.");
        client.MapGet("/connections", Connections);
        client.MapGet("/approvals", Approvals);
        client.MapPost("/approvals/{id:long}/answer", Answer).ProducesProblem(409);
    }

    private static async Task<Ok<ApprovalView[]>> Approvals(string client, InboxQuery inbox, CancellationToken stop)
    {
        var rows = await inbox.ReadAsync(client, stop);
        return TypedResults.Ok(rows.Approvals.Select(a => ApprovalView.Of(a, rows.AskedBeside(a))).ToArray());
    }

    private static Results<Ok<Page<LogEntry>>, ProblemHttpResult> Log(
        string client, string? q, string? kind, string? result, string? tool, string? rule, DateTimeOffset? from, DateTimeOffset? to, string? cursor, int? limit, LogQuery log)
    {
        if (!PageCursor.TryParse(cursor, out var after))
        {
            return ApiProblems.Bad("cursor", "Take the value of 'next' of the page before, unchanged.");
        }

        if (kind is not null && LogAddress.Word<LogKind>(kind) is null)
        {
            return ApiProblems.Bad("kind", "It is one of envelope, event, decision, action.");
        }

        if (result is not null && LogAddress.Word<LogResult>(result) is null)
        {
            return ApiProblems.Bad("result", "It is one of done, no, waits, failed, uncertain.");
        }

        var filter = new LogFilter(q, LogAddress.Word<LogKind>(kind), LogAddress.Word<LogResult>(result), tool, rule, from, to);
        return TypedResults.Ok(log.Read(client, filter, after, RecordEndpoints.Limit(limit)));
    }

    private static async Task<Results<Ok<Chain>, ProblemHttpResult>> Chain(string client, string kind, long id, ChainQuery chains, CancellationToken stop)
    {
        if (LogAddress.Word<LogKind>(kind) is not { } known)
        {
            return ApiProblems.Bad("kind", "It is one of envelope, event, decision, action.");
        }

        var chain = await chains.ReadAsync(client, known, id, stop);
        return chain.IsEmpty ? ApiProblems.NotFound(kind) : TypedResults.Ok(chain);
    }

    private static async Task<Results<Ok<Page<Contact>>, ProblemHttpResult>> Contacts(
        string client, string? q, string? stage, string? cursor, int? limit, ContactsQuery contacts, CancellationToken stop) =>
        PageCursor.TryParse(cursor, out var after)
            ? TypedResults.Ok(await contacts.ReadAsync(client, q, stage, after, RecordEndpoints.Limit(limit), stop))
            : ApiProblems.Bad("cursor", "Take the value of 'next' of the page before, unchanged.");

    private static async Task<Ok<ConnectionView[]>> Connections(string client, CurrentSetup setup, ConnectionsQuery query, TimeProvider time, CancellationToken stop)
    {
        var rows = await query.ReadAsync(client, time.GetUtcNow(), 7, stop);
        var lens = new ClientLens(setup.Value.Clients[client], time.GetUtcNow());
        return TypedResults.Ok(lens.Client.Connections.Select(c => View(c, rows.States.FirstOrDefault(s => s.Connection == c.Id))).ToArray());

        ConnectionView View(ConnectionSetup c, ConnectionState? state) => new(
            c.Id, c.Grant.Connector.Info.Id, c.Grant.Id, c.Role, c.Primary, c.Thing, state,
            ConnectionWords.Says(state, rows.Waiting.GetValueOrDefault(c.Id), lens), ConnectionWords.Fed(c, state, setup.Value.PublicUrl is not null), [.. rows.Cursors.Where(s => s.Connection == c.Id)], Balance.Of(c.Id, rows.Counters, rows.Envelopes));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Answer(string client, long id, ApprovalAnswer answer, InboxQuery inbox, ApprovalAnswers answers, CancellationToken stop)
    {
        if (await inbox.ApprovalAsync(client, id, stop) is not { } approval)
        {
            return ApiProblems.NotFound("approval");
        }

        if (ApiProblems.Unsigned(answer.By) is { } unsigned)
        {
            return unsigned;
        }

        if (answer.Text?.Length > ApprovalAnswers.LongestText)
        {
            return ApiProblems.Bad("text", $"It may hold {ApprovalAnswers.LongestText} characters.");
        }

        if (answer.Approve is not { } approves)
        {
            return ApiProblems.Bad("approve", "Say true to approve, false to decline.");
        }

        var taken = approves ? await answers.ApproveAsync(client, id, answer.Text ?? approval.Draft, answer.By, stop) : await answers.DeclineAsync(client, id, answer.By, stop);
        return taken ? TypedResults.NoContent() : ApiProblems.Decided();
    }
}
