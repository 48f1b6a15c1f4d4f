using System.Collections.Immutable;

namespace IntegrationHub.Journey;

/// <summary>A journey: its stages in order and what each event means for them. Immutable.</summary>
public sealed record StageModel
{
    /// <summary>Id of the side state that every model has.</summary>
    public const string Lapsed = "lapsed";

    private readonly ImmutableSortedDictionary<string, StageCell> _cells;

    /// <summary>A model with these stages and cells.</summary>
    public StageModel(string id, string label, ImmutableArray<StageInfo> stages, ImmutableSortedDictionary<string, StageCell> cells) =>
        (Id, Label, Stages, _cells) = (id, label, stages, cells);

    /// <summary>Id: <c>service-business</c>, <c>online-shop</c>, <c>local-business</c>.</summary>
    public string Id { get; }

    /// <summary>What people read.</summary>
    public string Label { get; }

    /// <summary>The stages, first to last, without <c>lapsed</c>.</summary>
    public ImmutableArray<StageInfo> Stages { get; }

    /// <summary>What an event means here; null when it is evidence only.</summary>
    public StageCell? Cell(string eventName) => _cells.GetValueOrDefault(eventName);

    /// <summary>Place of a stage, from 0; -1 for <c>lapsed</c> and unknown ids.</summary>
    public int Place(string stage)
    {
        for (var i = 0; i < Stages.Length; i++)
        {
            if (Stages[i].Id == stage)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The stage of this id, or null.</summary>
    public StageInfo? Find(string stage) => Place(stage) is >= 0 and var place ? Stages[place] : null;

    /// <summary>What people read for a stage id, <c>lapsed</c> included.</summary>
    public string LabelOf(string stage) => stage == Lapsed ? "Gone quiet" : Find(stage)?.Label ?? stage;

    /// <summary>Where somebody stands who came back by an event that names no stage itself: the first stage shared as <c>purchase</c>.</summary>
    public string ReturnStage => Stages.FirstOrDefault(s => s.Shared == "purchase")?.Id ?? Stages[^1].Id;

    /// <summary>The model with a client's own move for an event; the rest of the event's cell stays.</summary>
    public StageModel With(string eventName, string stage)
    {
        var old = Cell(eventName);
        return new(Id, Label, Stages, _cells.SetItem(eventName, new(stage, old?.Back ?? false, old?.Nth ?? [], old?.Counts ?? [])));
    }
}
