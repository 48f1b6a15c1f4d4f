using IntegrationHub.Mappings.Engine;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Cases;

/// <summary>Compares what a case expects with what happened.</summary>
internal sealed class CaseComparison(CaseOutcome expected, CasePlay played, CaseTimes times)
{
    private readonly List<string> _differences = [];

    internal List<string> Differences()
    {
        Decisions();
        Complete("action", expected.Actions, played.Actions.Select(a => (a.At, Item: a.Action)).ToList(), Why, a => a.Name + " " + string.Join(", ", a.Arguments.Select(p => p.Key + "=" + p.Value)));
        Complete("alert", expected.Alerts, played.Alerts.Select(a => (a.At, Item: a.Alert)).ToList(), (e, a) =>
            e.Kind is not null && e.Kind != a.Kind ? "it is of the kind " + a.Kind : Part(e.Text, a.Text) ? null : $"it says '{a.Text}'", a => a.Kind + " '" + a.Text + "'");
        Complete("draft", expected.Drafts, played.Drafts.Select(a => (a.At, Item: a.Draft)).ToList(), (e, a) =>
            e.Action != a.Action ? "it is for " + a.Action : e.Text is null || Part(e.Text, a.Draft) ? null : $"it says '{a.Draft}'", a => a.Action + " '" + a.Draft + "'");
        return _differences;
    }

    private void Decisions()
    {
        var place = 0;
        foreach (var wanted in expected.Decisions)
        {
            var found = played.Decisions.FindIndex(place, d => Fits(wanted, d));
            if (found < 0)
            {
                _differences.Add($"decision: expected {wanted}{When(wanted)}, but it was not among {(place == 0 ? "the decisions" : "the decisions that followed")}");
                return;
            }

            place = found + 1;
        }
    }

    private bool Fits(CaseDecision wanted, Decision made) =>
        wanted.Verdict == made.Verdict && (wanted.Clause is null || Part(wanted.Clause, made.Clause)) && (wanted.Says is null || Part(wanted.Says, made.Sentence))
        && (wanted.Next is null || made.NextTryAt is { } next && Same(times.Local(wanted.Next), next)) && (times.Of(wanted) is not { } at || Same(at, made.Now));

    private void Complete<TWanted, TReal>(
        string kind, IReadOnlyList<TWanted> wanted, List<(DateTimeOffset At, TReal Item)> real, Func<TWanted, TReal, string?> why, Func<TReal, string> say)
        where TWanted : CaseExpectation
    {
        for (var i = 0; i < Math.Max(wanted.Count, real.Count); i++)
        {
            var name = kind + " " + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (i >= wanted.Count)
            {
                _differences.Add($"{name}: not expected, but there was {say(real[i].Item)} on {times.Say(real[i].At)}");
            }
            else if (i >= real.Count)
            {
                _differences.Add($"{name}: expected {wanted[i]}{When(wanted[i])}, but nothing came");
            }
            else if (why(wanted[i], real[i].Item) is { } reason)
            {
                _differences.Add($"{name}: expected {wanted[i]}, but {reason}");
            }
            else if (times.Of(wanted[i]) is { } at && !Same(at, real[i].At))
            {
                _differences.Add($"{name}: expected {wanted[i]}{When(wanted[i])}, but it came on {times.Say(real[i].At)}");
            }
        }
    }

    private static string? Why(CaseAction wanted, PlannedAction real)
    {
        if (wanted.Do != real.Name)
        {
            return "it is " + real.Name;
        }

        foreach (var argument in (wanted.With ?? []).Properties())
        {
            var value = real.Arguments.TryGetValue(argument.Name, out var given) ? given.ToString() : "";
            if (!Part(((JValue)argument.Value).ToString(System.Globalization.CultureInfo.InvariantCulture), value))
            {
                return $"`{argument.Name}` is '{value}'";
            }
        }

        return wanted.To is null || wanted.To == real.Connection ? null : "it goes to " + real.Connection;
    }

    private string When(CaseExpectation wanted) => times.Of(wanted) is { } at ? " on " + times.Say(at) : "";

    private static bool Same(DateTimeOffset a, DateTimeOffset b) => Math.Abs((a - b).TotalSeconds) < 60;

    private static bool Part(string part, string? whole) => whole?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
