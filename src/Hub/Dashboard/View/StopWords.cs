using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>Stop and go in words, the same on pages, in the API and on the command line. Pure.</summary>
public static class StopWords
{
    /// <summary>What a stop covers: the client's name, a rule, a tool.</summary>
    public static string Covers(StopScope scope, ClientLens lens) => scope.Scope switch
    {
        "rule" => $"the rule {Words.Rule(scope.Target)}",
        "connection" => lens.Client.Connections.Count(c => lens.Tool(c.Id) == lens.Tool(scope.Target)) > 1 ? $"{lens.Tool(scope.Target)} ({scope.Target})" : lens.Tool(scope.Target),
        _ => lens.Client.Name,
    };

    /// <summary>What the button that stops says.</summary>
    public static string Button(StopScope scope, ClientLens lens) => scope.Scope switch
    {
        "rule" => $"Stop {Covers(scope, lens)}", "connection" => $"Stop writing to {Covers(scope, lens)}", _ => $"Stop everything for {Covers(scope, lens)}",
    };

    /// <summary>What a stop will mean.</summary>
    public static string Ahead(StopPreview preview)
    {
        var held = preview.Planned switch
        {
            0 => "no action is planned now, and what comes up is held",
            1 => "1 planned action is held",
            var n => Words.Count(n, "", "planned actions") + " are held",
        };
        var late = preview.UnderWay == 0 ? "" : $" {Words.Count(preview.UnderWay, "call is", "calls are")} on the way already and still {(preview.UnderWay == 1 ? "arrives" : "arrive")}.";
        return $"Receiving goes on; {held}. Nothing is lost.{late}";
    }

    /// <summary>A stop in force: what, since when, by whom, why.</summary>
    public static string InForce(Stop stop, ClientLens lens)
    {
        var scope = Scope(stop);
        var what = stop.Scope switch
        {
            "rule" => $"The rule {Words.Rule(stop.Target)} is stopped", "connection" => $"Nothing is written to {Covers(scope, lens)}", _ => $"Everything is stopped for {Covers(scope, lens)}",
        };
        return $"{what} since {lens.When(stop.Since)}, by {stop.By}" + (stop.Reason.Length == 0 ? "." : $": “{stop.Reason}”");
    }

    /// <summary>How many wait under a stop.</summary>
    public static string Waiting(GoPreview preview) => preview.Due == 0 ? "No action waits." : $"{Words.Count(preview.Due, "action waits", "actions wait")}.";

    /// <summary>What waited, for how long, and what of it is of no use any more.</summary>
    public static string Waited(GoPreview preview, TimeSpan since)
    {
        if (preview.Due == 0)
        {
            return $"No action waited. The stop lasted {Words.Span(since)}.";
        }

        var waited = $"{Words.Count(preview.Due, "action", "actions")} waited, the stop lasted {Words.Span(since)}.";
        if (preview.TooOld == 0)
        {
            return waited + (preview.Due == 1 ? " It is still useful." : " All are still useful.");
        }

        var rules = string.Join(", ", preview.TooOldByRule.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => preview.TooOldByRule.Count == 1 ? Words.Rule(r.Key) : $"{Words.Rule(r.Key)} {r.Value}"));
        return $"{waited} {Are(preview.StillUseful)} still useful, {Are(preview.TooOld)} too old ({rules}).";
    }

    /// <summary>What the button that goes on says.</summary>
    public static string Send(GoPreview preview) => (preview.StillUseful, preview.TooOld) switch
    {
        (0, 0) => "Go on", (var n, 0) => $"Send {n}", (0, var old) => $"Go on, drop {old}", var (n, old) => $"Send {n}, drop {old}",
    };

    /// <summary>What the button that drops everything says.</summary>
    public static string DropAll(GoPreview preview) => preview.Due == 1 ? "Drop it" : $"Drop all {preview.Due}";

    /// <summary>What became of it.</summary>
    public static string Gone(GoOutcome outcome)
    {
        var parts = new List<string>();
        if (outcome.Sent > 0)
        {
            parts.Add($"{Words.Count(outcome.Sent, "action goes", "actions go")} out now");
        }

        if (outcome.Dropped > 0)
        {
            parts.Add($"{Words.Count(outcome.Dropped, "action was", "actions were")} dropped");
        }

        if (outcome.Unsure > 0)
        {
            parts.Add($"{Words.Count(outcome.Unsure, "action", "actions")} may have happened before and {(outcome.Unsure == 1 ? "waits" : "wait")} in the Inbox");
        }

        return parts.Count == 0 ? "It goes on. Nothing had waited." : "It goes on. " + string.Join(", ", parts) + ".";
    }

    /// <summary>The scope of a stored stop.</summary>
    public static StopScope Scope(Stop stop) => new(stop.Client, stop.Scope, stop.Target);

    private static string Are(int n) => n == 1 ? "1 is" : $"{n} are";
}
