using System.CommandLine;
using IntegrationHub.Hub.Api;
using IntegrationHub.Hub.Processing;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub mapping publish</c>, <c>rollback</c> and <c>mode</c>: another version comes in force in the running hub.</summary>
internal static class MappingPublishCommand
{
    /// <summary>Builds <c>publish</c>.</summary>
    public static Command Build(CliOptions options)
    {
        var version = new Option<int?>("--version") { Description = "A version of the history.", HelpName = "N" };
        var file = new Option<string?>("--file") { Description = "A mapping file. [default: the draft that waits, else the client's file]", HelpName = "FILE" };
        var (runs, note) = (Runs(), Note());
        var command = new Command("publish", "Put a mapping file, a draft or a version in force, without a restart.") { options.Client, version, file, runs, note, options.By, options.Json, options.Url };
        command.Validators.Add(r =>
        {
            if (r.GetValue(version) is not null && r.GetValue(file) is not null)
            {
                r.AddError("Name --version or --file, not both.");
            }
        });
        command.SetAction((r, stop) => RunAsync(options, r, api => ChooseAsync(options, r, api, r.GetValue(version), r.GetValue(file), stop), r.GetValue(runs)!, r.GetValue(note)!, stop));
        return command;
    }

    /// <summary>Builds <c>rollback</c>.</summary>
    public static Command BuildRollback(CliOptions options)
    {
        var version = new Option<int?>("--version") { Description = "The version. [default: the one that was in force before]", HelpName = "N" };
        var (runs, note) = (Runs(), Note());
        var command = new Command("rollback", "Put an earlier version in force again.") { options.Client, version, runs, note, options.By, options.Json, options.Url };
        command.SetAction((r, stop) => RunAsync(options, r, api => BeforeAsync(api, r.GetValue(options.Client)!, r.GetValue(version), stop), r.GetValue(runs)!, r.GetValue(note)!, stop));
        return command;
    }

    /// <summary>Builds <c>mode</c>.</summary>
    public static Command BuildMode(CliOptions options)
    {
        var rule = new Argument<string>("rule") { Description = "The rule's id." };
        var mode = new Argument<string>("mode") { Description = "off, shadow (decides and does nothing), pilot:20% (a stable share), pilot (people that --contact names, or what the rule says), live." };
        var contacts = new Option<long[]>("--contact") { Description = "With the mode pilot: a contact it is tried on; may be given several times.", HelpName = "ID", AllowMultipleArgumentsPerToken = true };
        var already = new Option<string?>("--already") { Description = "People who are there already for a rule on a state: leave, \"20 a day\" (the latest first), all. [default: what the rule says, else leave]", HelpName = "CHOICE" };
        var note = Note();
        var command = new Command("mode", "Set how far a rule may go: a new version, in force at once.") { options.Client, rule, mode, contacts, already, note, options.By, options.Json, options.Url };
        command.SetAction(async (r, stop) =>
        {
            var terminal = options.Terminal(r);
            using var api = options.Api(r, terminal);
            return api is null ? ExitCodes.NoHub
                : Say(terminal, r.GetValue(options.Client)!, await api.PostAsync<PublishView>(
                    $"clients/{Uri.EscapeDataString(r.GetValue(options.Client)!)}/rules/{Uri.EscapeDataString(r.GetValue(rule)!)}/mode", new ModeOrder(r.GetValue(mode)!, r.GetValue(options.By)!, r.GetValue(note), r.GetValue(contacts) is { Length: > 0 } named ? named : null, r.GetValue(already)), stop));
        });
        return command;
    }

    private static Option<string> Runs() => new("--runs")
    {
        Description = "What becomes of open runs: finish (on their version), move (to the new one where it has their step), end.", HelpName = "CHOICE", DefaultValueFactory = _ => "finish",
    };

    private static Option<string> Note() => new("--note") { Description = "Why; kept in the history.", HelpName = "TEXT", DefaultValueFactory = _ => "" };

    private static async Task<int> RunAsync(CliOptions options, ParseResult result, Func<HubApi, Task<ApiAnswer<MappingEntry>>> choose, string runs, string note, CancellationToken stop)
    {
        var terminal = options.Terminal(result);
        using var api = options.Api(result, terminal);
        if (api is null)
        {
            return ExitCodes.NoHub;
        }

        var (client, chosen) = (result.GetValue(options.Client)!, await choose(api));
        return chosen.Value is not { } entry
            ? terminal.Fail(chosen.Code, chosen.Problem)
            : Say(terminal, client, await api.PostAsync<PublishView>(FormattableString.Invariant($"{Of(client)}/{entry.Version}/publish"), new PublishOrder(result.GetValue(options.By)!, note, runs, null), stop));
    }

    private static int Say(Terminal terminal, string client, ApiAnswer<PublishView> done)
    {
        if (done.Value is not { } published)
        {
            return terminal.Fail(done.Code, done.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(published);
        }
        else
        {
            terminal.Line(published.InForce ? $"Version {published.Version} of {client} is in force." : $"Version {published.Version} of {client} comes in force as soon as older work of this client is done.");
            MappingDiffCommand.Print(terminal, published.Warnings);
            terminal.Line($"Back with: hub mapping rollback {client}");
        }

        return ExitCodes.Done;
    }

    private static async Task<ApiAnswer<MappingEntry>> ChooseAsync(CliOptions options, ParseResult result, HubApi api, int? version, string? file, CancellationToken stop)
    {
        var client = result.GetValue(options.Client)!;
        var entries = await api.GetAsync<MappingEntry[]>(Of(client), stop);
        if (entries.Value is null)
        {
            return new(null, entries.Code, entries.Problem);
        }

        if (version is { } number)
        {
            return Array.Find(entries.Value, e => e.Version == number) is { } named ? new(named, ExitCodes.Done, "") : new(null, ExitCodes.Refused, $"There is no version {number}. `hub mapping history {client}` lists them.");
        }

        if (file is null && Array.Find(entries.Value, e => e.State == MappingEntry.Draft) is { } draft)
        {
            return new(draft, ExitCodes.Done, "");
        }

        if ((file ?? options.Files(result).Setup?.Clients.GetValueOrDefault(client)?.MappingPath) is not { } path || !File.Exists(path))
        {
            return new(null, ExitCodes.Refused, file is null ? "No draft waits, and the configuration names no mapping file of this client. Name one with --file." : $"There is no file {file}.");
        }

        var own = file is null || Path.GetFullPath(file) == options.Files(result).Setup?.Clients.GetValueOrDefault(client)?.MappingPath;
        return await api.PostAsync<MappingEntry>(Of(client), new DraftOrder(await File.ReadAllTextAsync(path, stop), result.GetValue(options.By)!, Path.GetFileName(path), own), stop);
    }

    private static async Task<ApiAnswer<MappingEntry>> BeforeAsync(HubApi api, string client, int? version, CancellationToken stop)
    {
        var entries = await api.GetAsync<MappingEntry[]>(Of(client), stop);
        var found = entries.Value is null ? null
            : version is { } number ? Array.Find(entries.Value, e => e.Version == number)
            : entries.Value.Where(e => e.State == MappingEntry.Replaced).OrderByDescending(e => e.PublishedAt ?? e.At).ThenByDescending(e => e.Version).FirstOrDefault();
        return entries.Value is null ? new(null, entries.Code, entries.Problem)
            : found is null ? new(null, ExitCodes.Refused, version is null ? "No earlier version was in force." : $"There is no version {version}. `hub mapping history {client}` lists them.")
            : new(found, ExitCodes.Done, "");
    }

    private static string Of(string client) => $"clients/{Uri.EscapeDataString(client)}/mappings";
}
