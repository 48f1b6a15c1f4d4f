using System.CommandLine;
using System.Globalization;
using IntegrationHub.Hub.Api;
using IntegrationHub.Hub.Dashboard.View;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub backfill</c>: has a span of a tool's past read by the running hub, and shows how far it is.</summary>
internal static class BackfillCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options, TimeProvider time)
    {
        var connection = new Argument<string?>("connection") { Description = "The connection's id. Left out: what is read, or was.", Arity = ArgumentArity.ZeroOrOne };
        var since = new Option<DateOnly?>("--since") { Description = "First day, in the client's time zone.", HelpName = "YYYY-MM-DD", CustomParser = Day };
        var stream = new Option<string[]>("--stream") { Description = "Only this stream; may be given more than once.", HelpName = "NAME" };
        var noWait = new Option<bool>("--no-wait") { Description = "Do not wait for its end." };
        var halt = new Option<long?>("--stop") { Description = "Stop a reading; its place is kept.", HelpName = "ID" };
        var goOn = new Option<long?>("--go-on") { Description = "Go on with one that was stopped.", HelpName = "ID" };
        var command = new Command("backfill", "Read a span of a tool's past. No rule acts on it, and it takes only what the tool's limits leave over.") { options.Client, connection, since, stream, noWait, halt, goOn, options.By, options.Json, options.Url };
        command.Validators.Add(r =>
        {
            if (r.GetValue(connection) is not null && r.GetResult(since) is null && r.GetValue(halt) is null && r.GetValue(goOn) is null)
            {
                r.AddError("Name the first day: --since 2025-01-01.");
            }
        });
        command.SetAction((r, stop) => r.GetValue(halt) is { } id ? OrderAsync(options, r, $"{id.ToString(CultureInfo.InvariantCulture)}/stop", time, stop)
            : r.GetValue(goOn) is { } on ? OrderAsync(options, r, $"{on.ToString(CultureInfo.InvariantCulture)}/go-on", time, stop)
            : r.GetValue(connection) is { } name ? AskAsync(options, r, name, new BackfillWish(r.GetValue(since)!.Value, r.GetValue(options.By)!, r.GetValue(stream)), !r.GetValue(noWait), time, stop)
            : options.ShowAsync<BackfillView[]>(r, "backfills", time, Print, stop));
        return command;
    }

    private static DateOnly? Day(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        result.AddError($"'{result.Tokens[0].Value}' is no day. Write it as 2025-01-31.");
        return null;
    }

    private static Task<int> OrderAsync(CliOptions options, ParseResult result, string path, TimeProvider time, CancellationToken stop) => options.AskAsync(result, time, async (terminal, api, lens) =>
    {
        var done = await api.PostAsync<BackfillView>($"clients/{Uri.EscapeDataString(lens.Client.Id)}/backfills/{path}", new Signature(result.GetValue(options.By)!), stop);
        return done.Value is null ? terminal.Fail(done.Code, done.Problem) : Told(terminal, lens, [done.Value]);
    }, stop);

    private static Task<int> AskAsync(CliOptions options, ParseResult result, string connection, BackfillWish wish, bool wait, TimeProvider time, CancellationToken stop) => options.AskAsync(result, time, async (terminal, api, lens) =>
    {
        var at = $"clients/{Uri.EscapeDataString(lens.Client.Id)}";
        var asked = await api.PostAsync<BackfillView[]>($"{at}/connections/{Uri.EscapeDataString(connection)}/backfills", wish, stop);
        if (asked.Value is not { } views)
        {
            return terminal.Fail(asked.Code, asked.Problem);
        }

        try
        {
            return Told(terminal, lens, wait ? await terminal.Progress($"{connection} since {wish.Since:yyyy-MM-dd}", bar => FollowAsync(api, at, views, bar, time, stop)) : views);
        }
        catch (OperationCanceledException)
        {
            terminal.Line($"The hub goes on reading. See: hub backfill {lens.Client.Id}. Stop it: hub backfill {lens.Client.Id} --stop {views[0].Id.ToString(CultureInfo.InvariantCulture)}.");
            return ExitCodes.Done;
        }
    }, stop);

    private static async Task<BackfillView[]> FollowAsync(HubApi api, string at, BackfillView[] views, Action<double> bar, TimeProvider time, CancellationToken stop)
    {
        while (Array.Exists(views, v => v.State == "running" && v.Failure is null))
        {
            await Task.Delay(LookEvery, time, stop);
            for (var i = 0; i < views.Length; i++)
            {
                views[i] = (await api.GetAsync<BackfillView>($"{at}/backfills/{views[i].Id.ToString(CultureInfo.InvariantCulture)}", stop)).Value ?? views[i];
            }

            bar(views.Average(v => v.Progress ?? 0));
        }

        return views;
    }

    private static int Told(Terminal terminal, ClientLens lens, BackfillView[] views)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(views);
        }
        else
        {
            Print(terminal, lens, views);
        }

        return Array.Exists(views, v => v.Failure is not null) ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static void Print(Terminal terminal, ClientLens lens, BackfillView[] views)
    {
        if (views.Length == 0)
        {
            terminal.Line("No past was asked for yet. Ask for one: hub backfill " + lens.Client.Id + " CONNECTION --since 2025-01-01.");
            return;
        }

        terminal.Table(["id", "connection", "stream", "since", "how far", "records", "new", "state"], views.Select(v => (IReadOnlyList<string?>)[
            v.Id.ToString(CultureInfo.InvariantCulture), v.Connection, v.Stream, lens.Local(v.Since.ToUnixTimeMilliseconds()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            v.Progress is { } p ? ((int)(p * 100)).ToString(CultureInfo.InvariantCulture) + " %" : "?", v.Records.ToString("#,0", CultureInfo.InvariantCulture), v.Added.ToString("#,0", CultureInfo.InvariantCulture),
            v.Failure is { } failure ? $"{v.State}: {failure}" : v.State]));
    }
}
