using System.CommandLine;
using IntegrationHub.Hub.Api;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Delivering;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub go</c>: shows what waited under a stop and lifts it, in the running hub.</summary>
internal static class GoCommand
{
    private const string Leave = "Leave it stopped";

    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options)
    {
        var scope = new ScopeOptions();
        var useful = new Option<bool>("--send-useful") { Description = "Send what is still useful, drop what is too old." };
        var none = new Option<bool>("--drop-all") { Description = "Drop all that waited." };
        var command = new Command("go", "Go on after a stop. Without a choice it only shows what waited and what is too old, and asks.")
        {
            options.Client, scope.Rule, scope.Connection, useful, none, options.By, options.Json, options.Url,
        };
        scope.Guard(command);
        command.Validators.Add(r =>
        {
            if (r.GetValue(useful) && r.GetValue(none))
            {
                r.AddError("Choose --send-useful or --drop-all, not both.");
            }
        });
        command.SetAction((r, stop) => RunAsync(options, r, scope.Of(r, r.GetValue(options.Client)!), r.GetValue(useful) ? GoOrder.SendUseful : r.GetValue(none) ? GoOrder.DropAll : null, stop));
        return command;
    }

    private static async Task<int> RunAsync(CliOptions options, ParseResult result, StopScope scope, string? choice, CancellationToken stop)
    {
        var terminal = options.Terminal(result);
        using var api = options.Api(result, terminal);
        if (api is null)
        {
            return ExitCodes.NoHub;
        }

        var stops = $"clients/{Uri.EscapeDataString(scope.Client)}/stops";
        var inForce = await api.GetAsync<StopView[]>(stops, stop);
        if (inForce.Value is null)
        {
            return terminal.Fail(inForce.Code, inForce.Problem);
        }

        if (Array.Find(inForce.Value, s => s.Scope == scope.Scope && s.Target == scope.Target) is not { } found)
        {
            var others = inForce.Value.Length == 0 ? "Nothing is stopped for this client." : "In force: " + string.Join(", ", inForce.Value.Select(s => s.Covers)) + ".";
            return terminal.Fail(ExitCodes.Refused, "This stop is not in force. " + others);
        }

        choice ??= found.Preview.Due == 0 ? GoOrder.SendUseful : Ask(terminal, found);
        if (choice is null)
        {
            return Unchanged(terminal, found);
        }

        var done = await api.PostAsync<GoOutcome>(stops + "/go", new GoOrder(scope.Scope, scope.Target, choice, result.GetValue(options.By)!), stop);
        if (done.Value is null)
        {
            return terminal.Fail(done.Code, done.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(done.Value);
        }
        else
        {
            terminal.Line(StopWords.Gone(done.Value));
        }

        return ExitCodes.Done;
    }

    private static string? Ask(Terminal terminal, StopView stop)
    {
        if (!terminal.CanAsk)
        {
            return null;
        }

        var (send, drop) = (StopWords.Send(stop.Preview), StopWords.DropAll(stop.Preview));
        var answer = terminal.Choose(Waited(stop), send, drop, Leave);
        return answer == send ? GoOrder.SendUseful : answer == drop ? GoOrder.DropAll : null;
    }

    private static int Unchanged(Terminal terminal, StopView stop)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(stop);
        }
        else
        {
            terminal.Line(Waited(stop));
        }

        return terminal.Fail(ExitCodes.Refused, "Nothing was changed. Choose --send-useful or --drop-all.");
    }

    private static string Waited(StopView stop) =>
        $"{stop.Covers}, stopped by {stop.By}{(stop.Reason.Length == 0 ? "" : $": “{stop.Reason}”")}. {stop.Says}";
}
