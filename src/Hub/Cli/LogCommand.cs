using System.CommandLine;
using System.Globalization;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub log</c>: the log of a client, searched, filtered, or followed while it grows.</summary>
internal static class LogCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options, TimeProvider time)
    {
        var text = new Argument<string?>("words") { Description = "Words, an order or an id to look for.", Arity = ArgumentArity.ZeroOrOne };
        var kind = new Option<string?>("--kind") { Description = "Only this kind.", HelpName = "envelope|event|decision|action" };
        var outcome = new Option<string?>("--result") { Description = "Only this result.", HelpName = "done|no|waits|failed|uncertain" };
        var tool = new Option<string?>("--tool") { Description = "Only this connection.", HelpName = "ID" };
        var rule = new Option<string?>("--rule") { Description = "Only this rule.", HelpName = "ID" };
        var from = new Option<DateTimeOffset?>("--from") { Description = "Not before; without a zone it is this computer's.", HelpName = "TIME" };
        var to = new Option<DateTimeOffset?>("--to") { Description = "Before.", HelpName = "TIME" };
        var limit = new Option<int>("--limit") { Description = "How many entries.", HelpName = "N", DefaultValueFactory = _ => 50 };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on and print what is new. Ctrl+C ends it." };
        var command = new Command("log", "Search the log of a client: what came in, what was decided, what was done, newest last.")
        {
            options.Client, text, kind, outcome, tool, rule, from, to, limit, follow, options.Json, options.Url,
        };
        command.SetAction((r, stop) => RunAsync(
            options, r, time, new LogQueryText(r.GetValue(options.Client)!, r.GetValue(text), r.GetValue(kind), r.GetValue(outcome), r.GetValue(tool), r.GetValue(rule), r.GetValue(from), r.GetValue(to)),
            Math.Max(1, r.GetValue(limit)), r.GetValue(follow), stop));
        return command;
    }

    private static Task<int> RunAsync(CliOptions options, ParseResult result, TimeProvider time, LogQueryText query, int limit, bool follow, CancellationToken stop) => options.AskAsync(result, time, async (terminal, api, lens) =>
    {
        var reader = new LogReader(api, query);
        var first = await reader.NewestAsync(limit, stop);
        if (first.Value is null)
        {
            return terminal.Fail(first.Code, first.Problem);
        }

        Print(terminal, lens, first.Value, follow);
        return follow ? await FollowAsync(terminal, lens, reader, time, stop) : ExitCodes.Done;
    }, stop);

    private static async Task<int> FollowAsync(Terminal terminal, ClientLens lens, LogReader reader, TimeProvider time, CancellationToken stop)
    {
        try
        {
            using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
            while (await beat.WaitForNextTickAsync(stop))
            {
                var next = await reader.NewAsync(stop);
                if (next.Value is null)
                {
                    return terminal.Fail(next.Code, next.Problem);
                }

                Print(terminal, lens, next.Value, true);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl+C: that is how following ends
        }

        return ExitCodes.Done;
    }

    private static void Print(Terminal terminal, ClientLens lens, IReadOnlyList<LogEntry> rows, bool asLines)
    {
        if (terminal.Json)
        {
            foreach (var row in rows)
            {
                terminal.WriteJson(row);
            }
        }
        else if (asLines)
        {
            foreach (var row in rows)
            {
                terminal.Line(string.Join("  ", Cells(row, lens).Where(c => !string.IsNullOrEmpty(c))));
            }
        }
        else if (rows.Count == 0)
        {
            terminal.Line("No entry matches.");
        }
        else
        {
            terminal.Table(["Time", "Kind", "Result", "What happened", "Contact", "Connection"], rows.Select(r => Cells(r, lens)));
        }
    }

    private static string?[] Cells(LogEntry row, ClientLens lens) =>
    [
        lens.Local(row.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), row.Kind.ToString().ToLowerInvariant(), row.Result.ToString().ToLowerInvariant(),
        Words.Log(row), row.ContactName, row.Connection ?? "hub",
    ];
}
