using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>A stage as people see it: its name and its place in the row of colours.</summary>
/// <param name="Id">Stage id; empty for none.</param>
/// <param name="Name">Label.</param>
/// <param name="Colour">1 to 7; 0 for a hollow square.</param>
public sealed record StageView(string Id, string Name, int Colour)
{
    private const int Colours = 7;

    /// <summary>The view of a stage id in a journey; an unknown one keeps its own name.</summary>
    public static StageView Of(string? id, StageModel model)
    {
        if (string.IsNullOrEmpty(id))
        {
            return new StageView("", "No stage", 0);
        }

        var place = model.Place(id);
        return new StageView(id, model.LabelOf(id), place < 0 ? 0 : (place % Colours) + 1);
    }
}
