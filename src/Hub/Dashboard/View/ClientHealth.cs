using IntegrationHub.Hub.Dashboard.Queries;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>How one client is doing, in words.</summary>
/// <param name="Lens">The client.</param>
/// <param name="State">0 down, 1 needs a person, 2 works.</param>
/// <param name="Says">The most urgent thing, and the others.</param>
/// <param name="Waiting">Things in its Inbox.</param>
/// <param name="Stages">Where its contacts are.</param>
public sealed record ClientHealth(ClientLens Lens, int State, string Says, int Waiting, StageCounts Stages)
{
    /// <summary>Makes the view.</summary>
    public static ClientHealth Of(ClientRows rows, ClientLens lens)
    {
        var things = new List<string>();
        things.AddRange(rows.Broken.Select(b => $"{lens.Tool(b.Connection)} needs you.{(b.Reason is { Length: > 0 } reason ? " " + reason : "")}"));
        if (rows.Stops > 0)
        {
            things.Add($"{Words.Count(rows.Stops, "stop is", "stops are")} in force.");
        }

        if (rows.Waiting > 0)
        {
            things.Add($"{Words.Count(rows.Waiting, "thing waits", "things wait")} in the inbox.");
        }

        if (rows.Alerts > 0)
        {
            things.Add($"{Words.Count(rows.Alerts, "alert or task is", "alerts and tasks are")} open.");
        }

        if (rows.Quarantined > 0)
        {
            things.Add($"{Words.Count(rows.Quarantined, "message", "messages")} could not be read.");
        }

        var state = rows.Broken.Count > 0 ? 0 : things.Count > 0 ? 1 : 2;
        return new ClientHealth(lens, state, things.Count > 0 ? string.Join(" ", things) : lens.Client.Connections.IsEmpty ? "No tool is connected yet." : "All calm.", rows.Waiting, StageCounts.Of(rows.Stages, lens));
    }

    /// <summary>What all clients together say in one sentence.</summary>
    public static string Finding(IReadOnlyList<ClientHealth> all)
    {
        var (down, need) = (all.Count(c => c.State == 0), all.Count(c => c.State == 1));
        return all.Count == 0 ? "No client yet"
            : down + need == 0 ? (all.Count == 1 ? "Your client needs nothing" : $"None of your {all.Count} clients needs you")
            : (all.Count == 1 ? "Your one client " : $"{(down > 0 ? down : need)} of your {all.Count} clients ") + (down > 0 ? "is down" : all.Count > 1 && need > 1 ? "need you" : "needs you")
              + (down > 0 && need > 0 ? $", {need} {(need == 1 ? "needs" : "need")} you" : "");
    }
}
