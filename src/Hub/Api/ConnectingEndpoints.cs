using IntegrationHub.Connectors;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Connecting;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Trying;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegrationHub.Hub.Api;

/// <summary>Connecting tools: what is needed, links to sign in by, keys, what a login reaches, connections made and taken away.</summary>
internal static class ConnectingEndpoints
{
    public static void Map(RouteGroupBuilder client)
    {
        client.MapGet("/tools", Tools).WithSummary("The tools that can be connected, with what each takes before.");
        client.MapGet("/logins", (string client, ConnectionBook book, TimeProvider time) => TypedResults.Ok(book.GrantsOf(client).Select(g => LoginView.Of(g, time.GetUtcNow())).ToArray()))
            .WithSummary("The logins made by click that this client may use, without their secrets.");
        client.MapGet("/logins/{login}/things", ThingsAsync).WithSummary("What a login reaches: asked at the tool now.").ProducesProblem(502);
        client.MapPost("/tools/{connector}/keys", KeyAsync).WithSummary("Tries a key (or the client's own app) and keeps it, encrypted. It is shown to nobody again.").ProducesProblem(409);
        client.MapGet("/connect-links", (string client, ConnectLinks links, TimeProvider time) => TypedResults.Ok(links.Of(client).Select(l => ConnectLinkView.Of(l, time.GetUtcNow())).ToArray()))
            .WithSummary("Links by which somebody signs in, the newest first.");
        client.MapPost("/tools/{connector}/connect-links", LinkAsync).WithSummary("Makes a link by which somebody without a place here signs in, once. The address is in the answer and never shown again.").ProducesProblem(409);
        client.MapPost("/connect-links/{id:long}/take-back", TakeBackAsync).WithSummary("Takes a link back: it opens nothing any more.").ProducesProblem(409);
        client.MapPost("/connections", ConnectAsync).WithSummary("Connects a thing that a login reaches. Reading begins at once.").ProducesProblem(409).ProducesProblem(502);
        client.MapPost("/sources", AddSourceAsync).WithSummary("Makes an address that anything can call (webhook in). It is in the answer and never shown again.").ProducesProblem(409);
        client.MapPost("/connections/{connection}/disconnect", DisconnectAsync).WithSummary("Takes a connection made by click away, with its secrets. What came in stays.").ProducesProblem(409);
        client.MapGet("/connections/{connection}/subscriptions", (string client, string connection, SubscriptionAudit audit) => TypedResults.Ok(audit.Of(client, connection).Select(View).ToArray()))
            .WithSummary("The webhook subscriptions at the vendor, as found at the last look.");
        client.MapPost("/connections/{connection}/subscriptions/look", LookAsync).WithSummary("Looks at them now, makes what is missing and puts right what differs.").ProducesProblem(409);
        client.MapPost("/connections/{connection}/try", Try).WithSummary("Tries a message as if the tool had sent it: what event would come of it, or why none. Nothing is stored.");
        client.MapGet("/connections/{connection}/readable", ReadableAsync).WithSummary("Tries what can really be read, and says what is withheld and why.").ProducesProblem(502);
    }

    private static Ok<ToolView[]> Tools(string client, HttpRequest request, CurrentSetup setup) => TypedResults.Ok(
        ToolState.Of(setup.Value, setup.Value.Clients[client]).Select(t => new ToolView(
            t.Info.Id, t.Info.Name, t.App is not null, t.Way, SignIns.RedirectOf(setup.Value, Here(request), t.Info.Id), [.. t.Connected.Select(c => c.Id)], t.Info.Readiness)).ToArray());

    private static async Task<Results<Ok<ThingView[]>, ProblemHttpResult>> ThingsAsync(string client, string login, ConnectionBook book, Reach reach, CurrentSetup setup, CancellationToken stop)
    {
        if (book.GrantsOf(client).FirstOrDefault(g => g.Id == login) is not { } grant)
        {
            return ApiProblems.NotFound("login");
        }

        var things = await reach.ThingsAsync(client, login, stop);
        return things.Value is { } list ? TypedResults.Ok(list.Select(t => ThingView.Of(t, setup.Value, client, grant.Connector)).ToArray()) : NotAnswered(things.Failure!);
    }

    private static async Task<Results<Ok<LoginMadeView>, ProblemHttpResult>> KeyAsync(
        string client, string connector, KeyOrder order, KeyLogins keys, ConnectionBook book, CurrentSetup setup, TimeProvider time, CancellationToken stop)
    {
        if (ApiProblems.Unsigned(order.By) is { } unsigned)
        {
            return unsigned;
        }

        if (Catalog.All.GetValueOrDefault(connector) is not { Info.SignIn: not null })
        {
            return ApiProblems.NotFound("tool");
        }

        var wish = new KeyWish(client, connector, order.Key ?? "", order.By.Trim(), order.Thing, order.Login);
        var (grant, things, problem) = order.ClientId is { } id ? await keys.KeepOwnAppAsync(wish, id, stop) : await keys.KeepKeyAsync(wish, stop);
        return grant is null ? TypedResults.Problem(problem, statusCode: 409, title: "The key was not kept")
            : TypedResults.Ok(new LoginMadeView(LoginView.Of(book.Grant(grant)!, time.GetUtcNow()), [.. things.Select(t => ThingView.Of(t, setup.Value, client, connector))], problem));
    }

    private static async Task<Results<Ok<ConnectLinkMadeView>, ProblemHttpResult>> LinkAsync(
        string client, string connector, ConnectLinkOrder order, HttpRequest request, ConnectLinks links, ConnectionBook book, CurrentSetup setup, TimeProvider time)
    {
        if (ApiProblems.Unsigned(order.By) is { } unsigned)
        {
            return unsigned;
        }

        if (string.IsNullOrWhiteSpace(order.For) || order.For.Trim().Length > 100)
        {
            return ApiProblems.Bad("for", "Name the person whom it is for, in at most 100 characters.");
        }

        if (order.Days is < 1 or > ConnectLinks.MostDays)
        {
            return ApiProblems.Bad("days", $"It is 1 to {ConnectLinks.MostDays}.");
        }

        if (Catalog.All.GetValueOrDefault(connector) is not { Info.SignIn: not null })
        {
            return ApiProblems.NotFound("tool");
        }

        if (!setup.Value.Apps.ContainsKey(connector))
        {
            return TypedResults.Problem("No app is set up for this tool: its client id and secret belong under apps in connectors.json.", statusCode: 409, title: "Nobody can sign in yet");
        }

        if (order.Login is { } login && book.GrantsOf(client).All(g => g.Id != login || g.Connector != connector))
        {
            return ApiProblems.NotFound("login");
        }

        var (token, link) = await links.MakeAsync(
            new() { Client = client, Connector = connector, Thing = order.Thing?.Trim().ToLowerInvariant(), Grant = order.Login, For = order.For.Trim(), By = order.By.Trim() }, TimeSpan.FromDays(order.Days ?? ConnectLinks.UsualDays));
        return TypedResults.Ok(new ConnectLinkMadeView(links.AddressOf(Here(request), token), setup.Value.PublicUrl is null, ConnectLinkView.Of(link, time.GetUtcNow())));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeBackAsync(string client, long id, Signature order, ConnectLinks links) =>
        ApiProblems.Unsigned(order.By) is { } unsigned ? unsigned
        : links.Of(client).All(l => l.Id != id) ? ApiProblems.NotFound("link")
        : await links.TakeBackAsync(client, id) ? TypedResults.NoContent()
        : TypedResults.Problem("This link was used or taken back already. Nothing was changed.", statusCode: 409, title: "No longer waits");

    private static async Task<Results<Ok<ConnectionMadeView>, ProblemHttpResult>> ConnectAsync(
        string client, ConnectionOrder order, ConnectionBook book, Reach reach, SubscriptionAudit audit, CurrentSetup setup, CancellationToken stop)
    {
        if (ApiProblems.Unsigned(order.By) is { } unsigned)
        {
            return unsigned;
        }

        if (book.GrantsOf(client).All(g => g.Id != order.Login))
        {
            return ApiProblems.NotFound("login");
        }

        var things = await reach.ThingsAsync(client, order.Login, stop);
        if (things.Failure is { } failure)
        {
            return NotAnswered(failure);
        }

        if (things.Value!.FirstOrDefault(t => string.Equals(t.Thing, order.Thing, StringComparison.OrdinalIgnoreCase)) is not { } thing)
        {
            return ApiProblems.Bad("thing", $"This login reaches: {string.Join(", ", things.Value!.Take(20).Select(t => t.Thing))}.");
        }

        var (id, problem) = thing.Problem is { } why ? (null, why) : await book.ConnectAsync(new(client, order.Login, thing, order.By.Trim(), order.Write ? null : "Just connected: the hub reads only until somebody says go."));
        if (id is null)
        {
            return TypedResults.Problem(problem, statusCode: 409, title: "Not connected");
        }

        await audit.LookAsync(setup.Value.Connection(client, id)!, CancellationToken.None); // what fails is tried again within the hour
        return TypedResults.Ok(new ConnectionMadeView(id, $"{thing.Name} is connected as {id}. {(order.Write ? "Rules may write there." : "The hub reads only; writing waits for go.")} {ConnectionWords.Fed(setup.Value.Connection(client, id)!, null, setup.Value.PublicUrl is not null)}"));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DisconnectAsync(
        string client, string connection, Signature order, ConnectionBook book, SubscriptionAudit audit, CurrentSetup setup, CancellationToken stop)
    {
        if (ApiProblems.Unsigned(order.By) is { } unsigned)
        {
            return unsigned;
        }

        if (setup.Value.Connection(client, connection) is not { } found)
        {
            return ApiProblems.NotFound("connection");
        }

        if (!found.IsStored)
        {
            return TypedResults.Problem("This connection stands in connectors.json and is taken out there.", statusCode: 409, title: "From file");
        }

        await audit.RemoveAsync(found, stop);
        return await book.DisconnectAsync(client, connection, order.By.Trim()) ? TypedResults.NoContent() : ApiProblems.NotFound("connection");
    }

    private static async Task<Results<Ok<SubscriptionView[]>, ProblemHttpResult>> LookAsync(string client, string connection, Signature order, SubscriptionAudit audit, CurrentSetup setup, CancellationToken stop) =>
        ApiProblems.Unsigned(order.By) is { } unsigned ? unsigned
        : setup.Value.Connection(client, connection) is not { } found ? ApiProblems.NotFound("connection")
        : await audit.LookAsync(found, stop) is { } problem ? TypedResults.Problem(problem, statusCode: 409, title: "Not looked at")
        : TypedResults.Ok(audit.Of(client, connection).Select(View).ToArray());

    private static SubscriptionView View(Storage.Rows.SubscriptionRow row) => new(
        row.Topic, row.State, row.Note, row.MendedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, DateTimeOffset.FromUnixTimeMilliseconds(row.CheckedAt));

    private static async Task<Results<Ok<IReadOnlyList<ReadCheck>>, ProblemHttpResult>> ReadableAsync(string client, string connection, Reach reach, CurrentSetup setup, CancellationToken stop)
    {
        if (setup.Value.Connection(client, connection) is not { } found)
        {
            return ApiProblems.NotFound("connection");
        }

        var checks = await reach.ReadableAsync(found, stop);
        return checks.Value is { } list ? TypedResults.Ok(list) : NotAnswered(checks.Failure!);
    }

    private static ProblemHttpResult NotAnswered(VendorFailure failure) => TypedResults.Problem(failure.Message, statusCode: 502, title: "The tool did not give it");

    private static async Task<Results<Ok<SourceMadeView>, ProblemHttpResult>> AddSourceAsync(string client, SourceOrder order, HttpRequest request, ConnectionBook book, CurrentSetup setup)
    {
        if (ApiProblems.Unsigned(order.By) is { } unsigned)
        {
            return unsigned;
        }

        var settings = new Dictionary<string, string>(order.Settings ?? new Dictionary<string, string>());
        if (order.Preset is { } preset)
        {
            settings["preset"] = preset;
        }

        var (id, path, problem) = await book.AddSourceAsync(client, "webhook-in", order.Name?.Trim() ?? "", settings, order.By.Trim());
        return id is null ? TypedResults.Problem(problem, statusCode: 409, title: "Not made")
            : TypedResults.Ok(new SourceMadeView(id, setup.Value.AddressOf(path!, Here(request)), setup.Value.PublicUrl is null));
    }

    private static Results<Ok<TriedMessage>, ProblemHttpResult> Try(string client, string connection, MessageTryOrder order, CurrentSetup setup, TimeProvider time) =>
        setup.Value.Connection(client, connection) is not { } found ? ApiProblems.NotFound("connection")
        : order.Body is not { Length: > 0 and <= MessageTrial.Longest } body ? ApiProblems.Bad("body", $"It holds 1 to {MessageTrial.Longest} characters.")
        : TypedResults.Ok(MessageTrial.Try(found, body, order.ContentType, time.GetUtcNow()));

    private static string Here(HttpRequest request) => $"{request.Scheme}://{request.Host}";
}
