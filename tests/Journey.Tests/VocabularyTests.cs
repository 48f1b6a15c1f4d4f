using IntegrationHub.Journey;

namespace IntegrationHub.Journey.Tests;

public sealed class VocabularyTests
{
    [Fact]
    public void Event_names_are_unique() => Assert.Equal(Vocabulary.Events.Length, Vocabulary.Events.Select(e => e.Name).Distinct().Count());

    [Fact]
    public void Every_stage_cell_names_a_stage_of_its_model() =>
        Assert.All(Vocabulary.Events.Where(e => e.Stages is not null).SelectMany(e => e.Stages!), cell =>
        {
            var model = StageModels.Find(cell.Key)!;
            string?[] named = [cell.Value.To, .. (cell.Value.Nth.IsDefault ? [] : cell.Value.Nth).Select(n => n.To), .. (cell.Value.Counts.IsDefault ? [] : cell.Value.Counts).Select(c => c.Stage)];
            Assert.All(named.OfType<string>().Where(s => s != StageModel.Lapsed), s => Assert.True(model.Place(s) >= 0, s));
        });

    [Fact]
    public void Every_touchpoint_names_known_events() => Assert.All(Touchpoints.All.SelectMany(t => t.Events), e => Assert.True(Vocabulary.Knows(e), e));

    [Fact]
    public void Opening_a_mail_moves_nobody() => Assert.All(StageModels.All, m => Assert.Null(m.Cell("email.opened")));
}
