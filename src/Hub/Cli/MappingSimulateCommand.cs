using System.CommandLine;
using System.Globalization;
using IntegrationHub.Hub.Api;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Simulating;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub mapping simulate</c>: tries rules on the client's own history, in the running hub. Nothing is sent.</summary>
internal static class MappingSimulateCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options, TimeProvider time)
    {
        var version = new Option<int?>("--version") { Description = "The version to try. [default: the draft that waits, else the one in force]", HelpName = "N" };
        var against = new Option<int?>("--against") { Description = "A version to compare it with.", HelpName = "N" };
        var days = new Option<int>("--days") { Description = "How many days up to now.", HelpName = "N", DefaultValueFactory = _ => 90 };
        var rule = new Option<string?>("--rule") { Description = "Only this rule, also when it is off.", HelpName = "ID" };
        var command = new Command("simulate", "Try rules on the client's own history: who would have got what, and when. Nothing is sent.") { options.Client, version, against, days, rule, options.Json, options.Url };
        command.SetAction((r, stop) => RunAsync(options, r, new SimulationWish(r.GetValue(version), r.GetValue(against), r.GetValue(days), r.GetValue(rule)), time, stop));
        return command;
    }

    private static Task<int> RunAsync(CliOptions options, ParseResult result, SimulationWish wish, TimeProvider time, CancellationToken stop) => options.AskAsync(result, time, async (terminal, api, lens) =>
    {
        var at = $"clients/{Uri.EscapeDataString(lens.Client.Id)}/simulations";
        var begun = await api.PostAsync<SimulationView>(at, wish, stop);
        if (begun.Value is null)
        {
            return terminal.Fail(begun.Code, begun.Problem);
        }

        ApiAnswer<SimulationView> seen;
        try
        {
            seen = await terminal.Progress("Trying", bar => WaitAsync(api, FormattableString.Invariant($"{at}/{begun.Value.Id}"), bar, time, stop));
        }
        catch (OperationCanceledException)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), time);
            await api.PostAsync<object>(FormattableString.Invariant($"{at}/{begun.Value.Id}/cancel"), new SimulationCancel("the command line"), patience.Token);
            return terminal.Fail(ExitCodes.Refused, "Given up.");
        }

        if (seen.Value?.Result is not { } found)
        {
            return terminal.Fail(seen.Value is null ? seen.Code : ExitCodes.Failed, seen.Value?.Problem ?? seen.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(seen.Value);
        }
        else
        {
            Print(terminal, lens, seen.Value, found);
        }

        return ExitCodes.Done;
    }, stop);

    private static async Task<ApiAnswer<SimulationView>> WaitAsync(HubApi api, string at, Action<double> bar, TimeProvider time, CancellationToken stop)
    {
        while (true)
        {
            var seen = await api.GetAsync<SimulationView>(at, stop);
            if (seen.Value is not { Result: null, Problem: null })
            {
                return seen;
            }

            bar(seen.Value.Progress);
            await Task.Delay(LookEvery, time, stop);
        }
    }

    private static void Print(Terminal terminal, ClientLens lens, SimulationView view, SimulationResult found)
    {
        terminal.Line($"Version {view.Version}{(view.Against is { } other ? $" against version {other}" : "")} on {lens.Days(found.From, found.To)}, as if live: {Words.Count(found.Events, "event", "events")} of {Words.Count(found.Subjects, "subject", "subjects")} in {found.Seconds.ToString("0.0", CultureInfo.InvariantCulture)} s. Nothing was sent.");
        terminal.Table(
            view.Against is null ? ["rule", "people", "acts", "waits", "did not, mostly because"] : ["rule", "people", "against", "acts", "against", "did not, mostly because"],
            found.Rules.Select(r => (IReadOnlyList<string?>)(r.Against is null
                ? [r.Rule, N(r.Tried.People), N(r.Tried.Acts), N(r.Tried.Waiting), Why(r.Tried)]
                : [r.Rule, N(r.Tried.People), N(r.Against.People), N(r.Tried.Acts), N(r.Against.Acts), Why(r.Tried)])));
        foreach (var divided in found.Rules.Where(r => !r.Tried.Arms.IsDefaultOrEmpty))
        {
            terminal.Line($"{divided.Rule}: {SimulationWords.Arms(divided.Tried)}{(divided.Against is { } compared && SimulationWords.Arms(compared) is { Length: > 0 } were ? $" (against: {were})" : "")}");
        }

        foreach (var calls in found.Calls)
        {
            terminal.Line($"{calls.Connection}: {Words.Count(calls.Tried, "call", "calls")} at most, {calls.BusiestHour} in the busiest hour{(calls.Against is { } was ? $"; {was} in the other version" : "")}.");
        }

        if (view.Against is not null)
        {
            terminal.Line($"{Words.Count(found.Differing, "person", "people")} would have been treated otherwise, {found.Same} the same.");
        }

        foreach (var person in found.People.Where(p => view.Against is null ? p.Tried?.FirstAt is not null : p.Differs).Take(10))
        {
            terminal.Line($"  {Words.Rule(person.Rule)}, {(person.Name.Length > 0 ? person.Name : person.Subject)}: {SimulationWords.Outcome(person.Tried, lens)}{(view.Against is null ? "" : $" (against: {SimulationWords.Outcome(person.Against, lens)})")}");
        }

        static string N(int n) => n.ToString("#,0", CultureInfo.InvariantCulture);
        static string Why(RuleFigures figures) => string.Join("; ", figures.NotBegun.Take(2).Select(r => $"{SimulationWords.Reason(r)} {r.Count}"));
    }
}
