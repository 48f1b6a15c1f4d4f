using IntegrationHub.Hub.Dashboard.Queries;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>What a chain is called: the row it was opened by, in words.</summary>
public static class ChainTitle
{
    /// <summary>Gives the title; an empty chain is called by what was looked for.</summary>
    public static string Of(Chain chain, (LogKind Kind, long Id) opened, ClientLens lens)
    {
        var text = opened.Kind switch
        {
            LogKind.Action => chain.Actions.Where(a => a.Id == opened.Id).Select(a => Words.Action(a.Name, a.Payload, a.State)).FirstOrDefault(),
            LogKind.Decision => chain.Decisions.Where(d => d.Id == opened.Id).Select(d => $"{Words.Rule(d.Rule)}: {Words.Verdict(d.Verdict)}").FirstOrDefault(),
            LogKind.Envelope => chain.Envelopes.Where(e => e.Id == opened.Id).Select(e => $"{lens.Tool(e.Connection)}: {e.Topic}").FirstOrDefault(),
            _ => null,
        };
        return text ?? (chain.Event is { } e ? Words.Event(e.Name, e.Data, e.Amount, e.Currency) : "Not found");
    }
}
