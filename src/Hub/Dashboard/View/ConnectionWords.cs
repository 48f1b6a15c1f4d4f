using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>How a connection is doing, in the words that pages and API share.</summary>
public static class ConnectionWords
{
    /// <summary>One word: <c>fine, slow, quiet, needs you, off</c>, or <c>not heard yet</c>.</summary>
    public static string State(ConnectionState? state) => state?.State switch
    {
        null => "not heard yet",
        "needs-you" => "needs you",
        var word => word,
    };

    /// <summary>What is the matter, since when, and what waits; nothing when all is well.</summary>
    /// <param name="state">As stored.</param>
    /// <param name="waiting">Actions that wait for it.</param>
    /// <param name="lens">The client's zone.</param>
    public static string? Says(ConnectionState? state, long waiting, ClientLens lens)
    {
        if (state is null or { State: "fine" } or { Reason: null or "" })
        {
            return null;
        }

        var waits = state.State == "needs-you" && waiting > 0 ? $" {Words.Count(waiting, "action waits and is", "actions wait and are")} not lost." : "";
        return $"{state.Reason} Since {lens.When(state.Since)}.{waits}";
    }

    /// <summary>How news of the tool come in, and how late. Without a public address nobody can call: then the longest interval of its streams is the delay.</summary>
    public static string Fed(ConnectionSetup connection, ConnectionState? state, bool reachable)
    {
        var streams = connection.Grant.Connector.Info.Streams.Where(s => connection.Streams.Contains(s.Name)).ToList();
        var delay = streams.Count == 0 ? null : Words.Span(streams.Max(s => s.Interval));
        var tool = connection.Grant.Connector.Info.Name;
        return reachable || state?.LastWebhookAt is not null ? $"{tool} calls us" + (delay is null ? "." : $", and we ask every {delay} for what a call may have missed.")
            : delay is null ? $"{tool} cannot reach this computer, and no stream of it is asked: nothing comes in. Name streams for it, or give the hub a public address."
            : $"{tool} cannot reach this computer, so it cannot call us. We ask it instead every {delay}. Fine to start with; what happens there is then seen up to {delay} later.";
    }
}
