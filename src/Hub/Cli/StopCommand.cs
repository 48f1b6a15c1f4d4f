using System.CommandLine;
using System.Text.Json;
using IntegrationHub.Hub.Api;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Delivering;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub stop</c>: stops what goes out, in the running hub.</summary>
internal static class StopCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options)
    {
        var scope = new ScopeOptions();
        var reason = new Option<string>("--reason") { Description = "Why; shown on every page until it goes on.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var preview = new Option<bool>("--preview") { Description = "Only say what would be held." };
        var command = new Command("stop", "Stop what goes out for a client, one rule or one connection. Receiving goes on; actions are held, none is lost.")
        {
            options.Client, scope.Rule, scope.Connection, reason, options.By, preview, options.Json, options.Url,
        };
        scope.Guard(command);
        command.SetAction((r, stop) => RunAsync(options, r, scope.Of(r, r.GetValue(options.Client)!), r.GetValue(reason)!, r.GetValue(options.By)!, r.GetValue(preview), stop));
        return command;
    }

    private static async Task<int> RunAsync(CliOptions options, ParseResult result, StopScope scope, string reason, string by, bool previewOnly, CancellationToken stop)
    {
        var terminal = options.Terminal(result);
        using var api = options.Api(result, terminal);
        if (api is null)
        {
            return ExitCodes.NoHub;
        }

        var stops = $"clients/{Uri.EscapeDataString(scope.Client)}/stops";
        var ahead = await api.GetAsync<StopAhead>($"{stops}/preview?scope={scope.Scope}&target={Uri.EscapeDataString(scope.Target)}", stop);
        if (ahead.Value is null)
        {
            return terminal.Fail(ahead.Code, ahead.Problem);
        }

        if (!previewOnly)
        {
            var done = await api.PostAsync<JsonElement?>(stops, new StopOrder(scope.Scope, scope.Target, by, reason), stop);
            if (!done.IsWell)
            {
                return terminal.Fail(done.Code, done.Problem);
            }
        }

        if (terminal.Json)
        {
            terminal.WriteJson(new { scope.Client, scope.Scope, scope.Target, ahead.Value.Covers, ahead.Value.Planned, ahead.Value.UnderWay, Stopped = !previewOnly || ahead.Value.InForce });
            return ExitCodes.Done;
        }

        var what = scope.Scope == "client" ? "everything for " + ahead.Value.Covers : scope.Scope == "connection" ? "writing to " + ahead.Value.Covers : ahead.Value.Covers;
        terminal.Line($"{(previewOnly ? "Would stop" : "Stopped")} {what}. {StopWords.Ahead(new StopPreview(ahead.Value.Planned, ahead.Value.UnderWay))}");
        if (!previewOnly)
        {
            terminal.Line($"It goes on with: hub go {scope.Client}{scope.Scope switch { "client" => "", var s => $" --{s} {scope.Target}" }}");
        }

        return ExitCodes.Done;
    }
}
