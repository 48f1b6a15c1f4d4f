using System.Globalization;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>What happened, in words: events, decisions, actions, results. Pure.</summary>
public static partial class Words
{
    /// <summary>A verdict in a word or two.</summary>
    public static string Verdict(int verdict) => (Verdict)verdict switch
    {
        Mappings.Engine.Verdict.Acted => "yes", Mappings.Engine.Verdict.Waits => "yes, and waits", Mappings.Engine.Verdict.ConditionFalse => "no",
        Mappings.Engine.Verdict.AlreadyDone => "no, done before", Mappings.Engine.Verdict.Capped => "no, too many messages", Mappings.Engine.Verdict.NoConsent => "no, consent is missing",
        Mappings.Engine.Verdict.QuietHours => "waits for the morning", Mappings.Engine.Verdict.Paused => "no, paused", Mappings.Engine.Verdict.HeldOut => "no, held out on purpose",
        Mappings.Engine.Verdict.Watched => "would have", Mappings.Engine.Verdict.TooLate => "no, too late", Mappings.Engine.Verdict.Stale => "no, the moment is over",
        Mappings.Engine.Verdict.Exited => "ended early", Mappings.Engine.Verdict.LoopStopped => "stopped, a loop", Mappings.Engine.Verdict.NoTarget => "no, not known in the tool",
        Mappings.Engine.Verdict.NeedsApproval => "waits for your OK", Mappings.Engine.Verdict.Declined => "declined", Mappings.Engine.Verdict.Divided => "put into an arm", _ => "failed",
    };

    /// <summary>
    /// A decision in words, the rule first: <c>Review request did not begin because …</c>. The name and the quoted rule id that stored sentences begin with are left out:
    /// both stand beside it.
    /// </summary>
    public static string Decision(string rule, int verdict, string? sentence)
    {
        if (string.IsNullOrEmpty(sentence))
        {
            return $"{Rule(rule)}: {Verdict(verdict)}";
        }

        var mark = $": '{rule}' ";
        var at = sentence.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? sentence : Rule(rule) + " " + sentence[(at + mark.Length)..].TrimEnd('.');
    }

    /// <summary>How far a rule may go, in a word: off, watching, trying, on.</summary>
    public static string Mode(CompiledRule rule) => Mode(rule.Mode, Tried(rule));

    /// <summary>How far a rule goes, in one word, with those it is tried on: <c>trying, 20 %</c>.</summary>
    public static string Mode(RuleMode mode, string? tried) => mode switch
    {
        RuleMode.Off => "off", RuleMode.Shadow => "watching", RuleMode.Pilot => "trying, " + tried, _ => "on",
    };

    /// <summary>On whom a rule is tried: <c>20 %</c>, <c>12 people</c>, <c>a group</c>; null when it is no pilot.</summary>
    public static string? Tried(CompiledRule rule) => (rule.Mode, rule.Pilot) switch
    {
        (not RuleMode.Pilot, _) => null,
        (_, null) => string.Create(CultureInfo.InvariantCulture, $"{rule.PilotShare} %"),
        (_, { If: not null }) => "a group",
        (_, var named) => Count(named.Contacts.Count, "person", "people"),
    };

    /// <summary>A rule's id as words: <c>review-request</c> reads <c>Review request</c>.</summary>
    public static string Rule(string? id) => string.IsNullOrEmpty(id) ? "" : id == "hub.undo" ? "Taken back by a person" : id == "hub.test" ? "Sent as a test" : char.ToUpperInvariant(id[0]) + id[1..].Replace('-', ' ');

    /// <summary>A row of the log: what happened.</summary>
    public static string Log(LogEntry row) => row.Kind switch
    {
        LogKind.Event => Event(row.Name, row.Text, row.Amount, row.Currency),
        LogKind.Decision => Decision(row.Name, row.State, row.Text),
        LogKind.Action => Action(row.Name, row.Text, row.State),
        _ => (EnvelopeState)row.State switch
        {
            EnvelopeState.Open => $"{row.Name}: received, not looked at yet",
            EnvelopeState.Done => $"{row.Name}: received and read",
            EnvelopeState.Unmapped => $"{row.Name}: nothing in it concerns the journey{After(row.Text)}",
            _ => $"{row.Name}: could not be read{After(row.Text)}",
        },
    };

    /// <summary>A sentence with its full stop, and no second one.</summary>
    public static string Dot(string text) => text.Length == 0 || text[^1] is '.' or '!' or '?' or '…' ? text : text + ".";

    /// <summary>A whole number: <c>1,204</c>.</summary>
    public static string Number(long n) => n.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary><c>1 action</c>, <c>1,246 actions</c>.</summary>
    public static string Count(long n, string one, string many) => Number(n) + " " + (n == 1 ? one : many);

    /// <summary>A duration the way people say it: minutes under 90, hours under 36, then days.</summary>
    public static string Span(TimeSpan span) =>
        span.TotalSeconds < 90 ? Count((long)span.TotalSeconds, "second", "seconds")
        : span.TotalMinutes < 90 ? Count((long)span.TotalMinutes, "minute", "minutes")
        : span.TotalHours < 36 ? Count((long)span.TotalHours, "hour", "hours") : Count((long)span.TotalDays, "day", "days");

    private static string After(string? reason) => string.IsNullOrEmpty(reason) ? "" : $" ({reason.TrimEnd('.')})";
}
