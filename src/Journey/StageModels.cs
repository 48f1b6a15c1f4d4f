using System.Collections.Immutable;

namespace IntegrationHub.Journey;

/// <summary>The stage models that ship with the hub. Data: <c>Data/stage-models.json</c>, cells in <c>Data/vocabulary.json</c>.</summary>
public static class StageModels
{
    private static readonly Lazy<ImmutableArray<StageModel>> Read = new(() =>
        [.. JourneyData.Read<ModelsFile>("stage-models.json").Models.Select(m => new StageModel(m.Id, m.Label, m.Stages,
            Vocabulary.Events.Where(e => e.Stages?.ContainsKey(m.Id) == true).ToImmutableSortedDictionary(e => e.Name, e => e.Stages![m.Id], StringComparer.Ordinal)))]);

    /// <summary>All models.</summary>
    public static ImmutableArray<StageModel> All => Read.Value;

    /// <summary>The model of this id, or null.</summary>
    public static StageModel? Find(string id) => All.FirstOrDefault(m => m.Id == id);

    /// <summary>The model that a client without a choice has.</summary>
    public static StageModel Default => Find("online-shop")!;

    private sealed record ModelsFile(ImmutableArray<ModelEntry> Models);

    private sealed record ModelEntry(string Id, string Label, ImmutableArray<StageInfo> Stages);
}
