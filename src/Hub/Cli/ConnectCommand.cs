using System.CommandLine;
using System.Text.Json;
using IntegrationHub.Hub.Api;
using IntegrationHub.Hub.Connecting;
using IntegrationHub.Hub.Dashboard.View;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub connect</c>: connects a tool in the running hub, by a link to sign in or by a key.</summary>
internal static class ConnectCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options)
    {
        var tool = new Argument<string?>("tool") { Description = "The tool: shopify, mailchimp, hubspot, google-business-profile. Left out: what each takes.", Arity = ArgumentArity.ZeroOrOne };
        var key = new Option<string?>("--key") { Description = "A key instead of signing in: env:NAME or file:PATH, so that it stands in no history.", HelpName = "REFERENCE" };
        var clientId = new Option<string?>("--client-id") { Description = "Id of the client's own app; --key is then its secret (Shopify).", HelpName = "ID" };
        var thing = new Option<string?>("--thing") { Description = "What is connected: shop, audience, portal, location.", HelpName = "THING" };
        var login = new Option<string?>("--login") { Description = "A login that is there already; alone it lists what it reaches.", HelpName = "ID" };
        var whom = new Option<string>("--for") { Description = "For whom the link is.", HelpName = "NAME", DefaultValueFactory = _ => "whoever signs in" };
        var write = new Option<bool>("--write") { Description = "Rules may write there at once; else writing waits for `hub go`." };
        var preset = new Option<string?>("--preset") { Description = "What a webhook in reports: booking, form, lead, document, support, survey, till.", HelpName = "NAME" };
        var command = new Command("connect", "Connect a tool: a link to sign in by, a key, or one more thing of a login that is there.") { options.Client, tool, key, clientId, thing, login, preset, whom, write, options.By, options.Json, options.Url };
        command.Validators.Add(r =>
        {
            if (r.GetValue(clientId) is not null && r.GetValue(key) is null)
            {
                r.AddError("--client-id needs --key, the app's secret.");
            }
        });
        command.SetAction((r, stop) => r.GetValue(tool) is not { } connector
            ? options.ShowAsync<ToolView[]>(r, "tools", Print, stop)
            : connector == "webhook-in" ? SourceAsync(options, r, new(r.GetValue(thing) ?? "", r.GetValue(options.By)!, r.GetValue(preset)), stop)
            : RunAsync(options, r, new(connector, r.GetValue(key), r.GetValue(clientId), r.GetValue(thing), r.GetValue(login), r.GetValue(whom)!, r.GetValue(write), r.GetValue(options.By)!), stop));
        return command;
    }

    /// <summary>Builds <c>hub disconnect</c>.</summary>
    public static Command BuildDisconnect(CliOptions options)
    {
        var connection = new Argument<string>("connection") { Description = "The connection's id." };
        var command = new Command("disconnect", "Take a connection made by click away, with its secrets. What came in stays.") { options.Client, connection, options.By, options.Json, options.Url };
        command.SetAction(async (r, stop) =>
        {
            var terminal = options.Terminal(r);
            using var api = options.Api(r, terminal);
            if (api is null)
            {
                return ExitCodes.NoHub;
            }

            var done = await api.PostAsync<JsonElement?>($"clients/{Uri.EscapeDataString(r.GetValue(options.Client)!)}/connections/{Uri.EscapeDataString(r.GetValue(connection)!)}/disconnect", new Signature(r.GetValue(options.By)!), stop);
            if (!done.IsWell)
            {
                return terminal.Fail(done.Code, done.Problem);
            }

            terminal.Line("Disconnected. What came in so far stays; what waits to go out stays held.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<int> SourceAsync(CliOptions options, ParseResult result, SourceOrder order, CancellationToken stop)
    {
        var terminal = options.Terminal(result);
        using var api = options.Api(result, terminal);
        if (api is null)
        {
            return ExitCodes.NoHub;
        }

        var answer = await api.PostAsync<SourceMadeView>($"clients/{Uri.EscapeDataString(result.GetValue(options.Client)!)}/sources", order, stop);
        if (answer.Value is not { } made)
        {
            return terminal.Fail(answer.Code, answer.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(made);
            return ExitCodes.Done;
        }

        terminal.Line($"{made.Id} is made. Give the other tool this address; it is shown now and never again{(made.OnlyHere ? ", and can be called from this computer only" : "")}:");
        terminal.Line(made.Url);
        return ExitCodes.Done;
    }

    private static async Task<int> RunAsync(CliOptions options, ParseResult result, Wish wish, CancellationToken stop)
    {
        var terminal = options.Terminal(result);
        using var api = options.Api(result, terminal);
        if (api is null)
        {
            return ExitCodes.NoHub;
        }

        var client = $"clients/{Uri.EscapeDataString(result.GetValue(options.Client)!)}";
        var login = wish.Login;
        IReadOnlyList<ThingView>? things = null;
        if (wish.Key is { } reference)
        {
            var (secret, problem, cure) = Configuration.SecretReference.Resolve(reference, Directory.GetCurrentDirectory(), Environment.GetEnvironmentVariable);
            if (secret is null)
            {
                return terminal.Fail(ExitCodes.Mistakes, $"--key: {problem} {cure}");
            }

            var kept = await api.PostAsync<LoginMadeView>($"{client}/tools/{Uri.EscapeDataString(wish.Tool)}/keys", new KeyOrder(secret, wish.By, wish.Thing, wish.ClientId, wish.Login), stop);
            if (kept.Value is not { } made)
            {
                return terminal.Fail(kept.Code, kept.Problem);
            }

            (login, things) = (made.Login.Id, made.Things);
            if (!terminal.Json)
            {
                terminal.Line($"The key works: {made.Login.Name}. Kept, encrypted, as login {made.Login.Id}.");
            }
        }

        return login is null ? await LinkAsync(terminal, api, client, wish, stop) : await ThingAsync(terminal, api, client, login, things, wish, stop);
    }

    private static async Task<int> LinkAsync(Terminal terminal, HubApi api, string client, Wish wish, CancellationToken stop)
    {
        var answer = await api.PostAsync<ConnectLinkMadeView>($"{client}/tools/{Uri.EscapeDataString(wish.Tool)}/connect-links", new ConnectLinkOrder(wish.For, wish.By, wish.Thing), stop);
        if (answer.Value is not { } made)
        {
            return terminal.Fail(answer.Code, answer.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(made);
            return ExitCodes.Done;
        }

        terminal.Line($"Open this to sign in, or send it to {wish.For}. It is shown now and never again, works once and until {made.Link.ExpiresAt:d MMMM}{(made.OnlyHere ? ", and on this computer only: the hub has no public address" : "")}:");
        terminal.Line(made.Url);
        terminal.Line("Then choose what to connect on the page Connections, or by: hub connect CLIENT TOOL --login ID");
        return ExitCodes.Done;
    }

    private static async Task<int> ThingAsync(Terminal terminal, HubApi api, string client, string login, IReadOnlyList<ThingView>? things, Wish wish, CancellationToken stop)
    {
        if (things is null)
        {
            var answer = await api.GetAsync<ThingView[]>($"{client}/logins/{Uri.EscapeDataString(login)}/things", stop);
            if (answer.Value is null)
            {
                return terminal.Fail(answer.Code, answer.Problem);
            }

            things = answer.Value;
        }

        var free = things.Where(t => t.Free).ToList();
        var chosen = wish.Thing ?? (wish.Key is not null && free.Count == 1 ? free[0].Thing : null);
        if (chosen is null)
        {
            if (terminal.Json)
            {
                terminal.WriteJson(things);
                return ExitCodes.Done;
            }

            terminal.Table(["Thing", "Name", "", "Can be connected"], things.Select(t => new[] { t.Thing, t.Name, t.Detail, t.Says ?? "yes" }));
            terminal.Line($"Name one: hub connect CLIENT {wish.Tool} --login {login} --thing THING");
            return ExitCodes.Done;
        }

        var made = await api.PostAsync<ConnectionMadeView>($"{client}/connections", new ConnectionOrder(login, chosen, wish.By, wish.Write), stop);
        if (made.Value is null)
        {
            return terminal.Fail(made.Code, made.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(made.Value);
        }
        else
        {
            terminal.Line(made.Value.Says);
        }

        return ExitCodes.Done;
    }

    private static void Print(Terminal terminal, ToolView[] tools)
    {
        foreach (var tool in tools)
        {
            terminal.Line($"{tool.Name} ({tool.Connector}): {tool.Way}{(tool.Connected.Count > 0 ? $" Connected as {string.Join(", ", tool.Connected)}." : "")}");
            if (tool.Readiness is { } about)
            {
                terminal.Line($"  Needs: {string.Join(" ", about.Needs)}");
                terminal.Line($"  Done by: {about.Who} About {Words.Count(about.Minutes, "minute", "minutes")}.");
            }

            terminal.Line($"  Redirect address: {tool.RedirectAddress}");
        }
    }

    private sealed record Wish(string Tool, string? Key, string? ClientId, string? Thing, string? Login, string For, bool Write, string By);
}
