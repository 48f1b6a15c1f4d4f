namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>Where the contacts stand: one a stage in the journey's order, then those gone quiet and those without a stage. The parts sum to <see cref="Total"/>.</summary>
/// <param name="Stages">Each stage with its people; empty ones stay, the two at the end only when somebody stands there.</param>
public sealed record StageCounts(IReadOnlyList<(StageView Stage, int N)> Stages)
{
    /// <summary>All contacts.</summary>
    public int Total => Stages.Sum(s => s.N);

    /// <summary>Makes the counts.</summary>
    public static StageCounts Of(IReadOnlyDictionary<string, int> rows, ClientLens lens)
    {
        var known = lens.Model.Stages.Select(s => s.Id).ToList();
        var others = rows.Keys.Except(known, StringComparer.Ordinal).OrderBy(k => k.Length == 0).ThenBy(k => k, StringComparer.Ordinal);
        return new StageCounts([.. known.Concat(others).Select(id => (lens.Stage(id), rows.GetValueOrDefault(id)))]);
    }

    /// <summary>The stage where most stand; null without contacts.</summary>
    public StageView? Fullest => Total == 0 ? null : Stages.MaxBy(s => s.N).Stage;
}
