using System.Collections.Immutable;
using System.Diagnostics;
using IntegrationHub.Mappings.BackTests;

namespace IntegrationHub.Hub.Simulating;

/// <summary>Carries one try out: every subject through one or two versions.</summary>
internal static class SimulationRun
{
    /// <summary>Runs it on the caller's thread.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static SimulationResult Run(HistoryPages pages, BackTest tried, BackTest? against, string? rule, Action<double> progress, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var (a, b) = (new SimulationTally(tried.From, tried.To, rule), against is null ? null : new SimulationTally(tried.From, tried.To, rule));
        var names = new Dictionary<string, (long? Contact, string Name)>(StringComparer.Ordinal);
        var (all, subjects, events) = (Math.Max(1, pages.Count()), 0L, 0L);
        foreach (var (subject, name) in pages.Read())
        {
            stop.ThrowIfCancellationRequested();
            var play = tried.Play(subject);
            a.Add(subject.Subject, play);
            if (against is not null)
            {
                b!.Add(subject.Subject, against.Play(subject));
            }

            (subjects, events) = (subjects + (play.Events > 0 ? 1 : 0), events + play.Events);
            names[subject.Subject] = (subject.Contact, name);
            progress(Math.Min(1, (double)names.Count / all));
        }

        var people = a.People.Keys.Union(b?.People.Keys ?? Enumerable.Empty<(string, string)>()).Select(key =>
        {
            var (x, y) = (a.People.GetValueOrDefault(key), b?.People.GetValueOrDefault(key));
            return new SimulatedPerson(key.Item1, key.Item2, names[key.Item2].Contact, names[key.Item2].Name, x, y, b is not null && (x?.FirstAt != y?.FirstAt || (x?.Acts ?? 0) != (y?.Acts ?? 0)));
        }).ToList();
        var doing = people.Where(p => p.Tried?.FirstAt is not null || p.Against?.FirstAt is not null).ToList();
        return new(
            tried.From, tried.To, events, subjects, clock.Elapsed.TotalSeconds,
            [.. a.Rules.Union(b?.Rules ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id => new SimulatedRule(id, a.FiguresOf(id), b?.FiguresOf(id)))],
            [.. a.Connections.Union(b?.Connections ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(c => new SimulatedCalls(c, a.CallsOf(c).Calls, a.CallsOf(c).BusiestHour, b?.CallsOf(c).Calls))],
            [.. people.OrderByDescending(p => p.Differs).ThenByDescending(p => p.Tried?.FirstAt ?? p.Against?.FirstAt ?? DateTimeOffset.MinValue).ThenBy(p => p.Rule, StringComparer.Ordinal).Take(SimulationResult.MostPeople)],
            people.Count(p => p.Differs), b is null ? 0 : doing.Count(p => !p.Differs), a.Cut + (b?.Cut ?? 0));
    }
}
