using System.CommandLine;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Vendors;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub check</c>: says whether the hub would start, and what works how.</summary>
internal static class CheckCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options, TimeProvider time)
    {
        var live = new Option<bool>("--live") { Description = "Also ask each tool whether it accepts the login." };
        var command = new Command("check", "Check configuration and mappings; say per connection how its events come in, and how late.") { live, options.Json };
        command.SetAction((r, stop) => RunAsync(options.Terminal(r), r.GetValue(options.Config)!, r.GetValue(live), time, stop));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string path, bool live, TimeProvider time, CancellationToken stop)
    {
        var (loaded, files, mistakes) = StartFiles.Read(path, Environment.GetEnvironmentVariable);
        if (mistakes.Count > 0 || loaded.Setup is not { } setup)
        {
            if (terminal.Json)
            {
                terminal.WriteJson(new { Mistakes = mistakes });
                return ExitCodes.Mistakes;
            }

            return MistakeList.Print(terminal, mistakes, "The hub would not start");
        }

        var connections = setup.Connections.OrderBy(c => c.Client + "/" + c.Id, StringComparer.Ordinal).ToList();
        var answers = live ? await terminal.Progress("Asking the tools", report => AskAsync(connections, report, time, stop)) : null;
        if (terminal.Json)
        {
            terminal.WriteJson(new
            {
                Mistakes = mistakes,
                Clients = setup.Clients.Values.OrderBy(c => c.Id, StringComparer.Ordinal).Select(c => new { c.Id, Mapping = c.MappingPath, Rules = Rules(files[c.Id]) }),
                Connections = connections.Select((c, i) => new { c.Client, c.Id, Tool = c.Grant.Connector.Info.Name, c.Role, c.Thing, Address = Address(setup, c), Fed = Fed(setup, c), Live = answers?[i] }),
            });
        }
        else
        {
            terminal.Line($"{Path.GetFileName(path)}: no mistakes. {Words.Count(setup.Clients.Count, "client", "clients")}, {Words.Count(setup.Grants.Count, "grant", "grants")}, {Words.Count(connections.Count, "connection", "connections")}.");
            terminal.Table(["Client", "Mapping", "Rules"], setup.Clients.Values.OrderBy(c => c.Id, StringComparer.Ordinal).Select(c => new[] { c.Id, c.MappingPath is { } file ? Path.GetFileName(file) : "none", Rules(files[c.Id]) }));
            terminal.Table(
                ["Connection", "Tool", "Role", "How its events come in", .. live ? ["Login"] : Array.Empty<string>()],
                connections.Select((c, i) => (string?[])[$"{c.Client}/{c.Id}", $"{c.Grant.Connector.Info.Name}, {c.Grant.Connector.Info.ThingName} {c.Thing}", c.Role, Describe(setup, c), .. answers is null ? Array.Empty<string>() : [answers[i].Says]]));
        }

        return answers?.Exists(a => !a.Well) == true ? ExitCodes.Failed : ExitCodes.Done;
    }

    /// <summary>How a connection's events come in, and where its tool must call.</summary>
    internal static string Describe(HubSetup setup, ConnectionSetup connection) =>
        Fed(setup, connection) + (Address(setup, connection) is { } address ? $" Its webhooks go to {address}." : "");

    private static string Fed(HubSetup setup, ConnectionSetup connection) => ConnectionWords.Fed(connection, null, setup.PublicUrl is not null);

    private static string? Address(HubSetup setup, ConnectionSetup connection)
    {
        var info = connection.Grant.Connector.Info;
        return setup.PublicUrl is not { } url ? null
            : new Uri(url, !info.ConnectionWebhooks ? $"hooks/apps/{info.Id}" : $"hooks/{connection.Client}/{connection.Id}" + (connection.AddressSecret is null ? "" : "/(secret)")).ToString();
    }

    private static string Rules(MappingFiles.LoadedFile file)
    {
        var states = file.Compiled.Rules.GroupBy(r => MappingExplainCommand.State(r.Mode)).OrderByDescending(g => g.First().Mode).Select(g => $"{g.Count()} {g.Key}").ToList();
        return states.Count == 0 ? "none" : string.Join(", ", states);
    }

    private static async Task<List<LiveAnswer>> AskAsync(List<ConnectionSetup> connections, Action<double> report, TimeProvider time, CancellationToken stop)
    {
        using var http = new VendorHttp(time);
        var sessions = new VendorSessions(http, time);
        var answers = new List<LiveAnswer>();
        foreach (var connection in connections)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(Patience);
            try
            {
                var answer = await connection.Grant.Connector.CheckAsync(sessions.For(connection, CallPriority.Delivery), limit.Token);
                answers.Add(answer.Failure is { } failure ? new(false, Redactor.Redact(failure.Message)) : new(true, answer.Value ?? "accepted"));
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                answers.Add(new(false, $"No answer within {Patience.TotalSeconds:0} seconds."));
            }

            report((double)answers.Count / connections.Count);
        }

        return answers;
    }

    private sealed record LiveAnswer(bool Well, string Says);
}
