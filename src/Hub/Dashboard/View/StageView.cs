namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>A stage as people see it: its name and its place in the row of colours.</summary>
/// <param name="Id">Stage id; empty for none.</param>
/// <param name="Name">Label.</param>
/// <param name="Colour">1 to 7; 0 for a hollow square.</param>
public sealed record StageView(string Id, string Name, int Colour)
{
    private static readonly Dictionary<string, StageView> Known = new[]
    {
        new StageView("awareness", "Found us", 1), new StageView("connection", "In touch", 2), new StageView("consideration", "Interested", 2),
        new StageView("conversion", "Deciding", 3), new StageView("decision", "About to buy", 3), new StageView("visit", "Coming by", 3),
        new StageView("purchase", "Bought", 4), new StageView("onboarding", "Getting started", 4),
        new StageView("after-purchase", "Receiving", 5), new StageView("follow-up", "Just been", 5), new StageView("experience", "Working together", 5),
        new StageView("loyalty", "Buys again", 6), new StageView("regular", "Regular", 6), new StageView("continuation", "Comes back", 6),
        new StageView("advocacy", "Recommends us", 7), new StageView("lapsed", "Gone quiet", 0),
    }.ToDictionary(s => s.Id, StringComparer.Ordinal);

    /// <summary>The view of a stage id; an unknown one keeps its own name.</summary>
    public static StageView Of(string? id) =>
        string.IsNullOrEmpty(id) ? new StageView("", "No stage", 0) : Known.GetValueOrDefault(id) ?? new StageView(id, id, 0);
}
