using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Which state of which table means which result.</summary>
public static class LogResults
{
    /// <summary>The result of a row.</summary>
    public static LogResult Of(LogKind kind, int state) => kind switch
    {
        LogKind.Envelope => (EnvelopeState)state switch
        {
            EnvelopeState.Open => LogResult.Waits,
            EnvelopeState.Done => LogResult.Done,
            EnvelopeState.Unmapped => LogResult.No,
            _ => LogResult.Failed,
        },
        LogKind.Event => LogResult.Done,
        LogKind.Decision => (Verdict)state switch
        {
            Verdict.Acted or Verdict.Divided => LogResult.Done,
            Verdict.Waits or Verdict.NeedsApproval or Verdict.QuietHours => LogResult.Waits,
            Verdict.Failed or Verdict.LoopStopped => LogResult.Failed,
            _ => LogResult.No,
        },
        _ => (ActionState)state switch
        {
            ActionState.Done or ActionState.Seen => LogResult.Done,
            ActionState.Due or ActionState.Sending or ActionState.Held => LogResult.Waits,
            ActionState.Uncertain => LogResult.Uncertain,
            ActionState.Dropped => LogResult.No,
            _ => LogResult.Failed,
        },
    };

    /// <summary>The states of a kind that come out as a result, as a list for SQL; <c>-1</c> when there is none.</summary>
    public static string StatesOf(LogKind kind, LogResult result)
    {
        var count = kind switch
        {
            LogKind.Envelope => Enum.GetValues<EnvelopeState>().Length,
            LogKind.Decision => Enum.GetValues<Verdict>().Length,
            LogKind.Action => Enum.GetValues<ActionState>().Length,
            _ => 1,
        };
        var states = string.Join(',', Enumerable.Range(0, count).Where(s => Of(kind, s) == result));
        return states.Length == 0 ? "-1" : states;
    }
}
