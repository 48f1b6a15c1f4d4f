using IntegrationHub.Connectors;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>Whatever the connectors can do is said in words on the pages, never by its name in rules.</summary>
public sealed class DeedsInWordsTests
{
    public static TheoryData<string> All => new(Catalog.All.Values.SelectMany(c => c.Info.Actions.Select(a => c.Info.Role + "." + a.Verb)).Distinct());

    [Theory]
    [MemberData(nameof(All))]
    public void A_deed_has_words(string name)
    {
        Assert.DoesNotContain(name, Words.Action(name, "{}", (int)ActionState.Done), StringComparison.Ordinal);
        Assert.DoesNotContain(name, Words.Did(new DoneCount("r", name, "shop", "", 3, 2, 2), Lens()).Before, StringComparison.Ordinal);
        Assert.DoesNotContain("Did ", Words.Did(new DoneCount("r", name, "shop", "", 3, 2, 2), Lens()).Before, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_deed_is_offered_in_words_that_are_whole_without_their_arguments(string name)
    {
        var meaning = Catalog.All.Values.SelectMany(c => c.Info.Actions.Select(a => (Name: c.Info.Role + "." + a.Verb, a.Meaning))).First(a => a.Name == name).Meaning;
        var bare = System.Text.RegularExpressions.Regex.Replace(meaning, @"\s*\{[^}]*\}", "");
        Assert.DoesNotMatch("( to| of| the| a|:)$", bare);
    }

    private static ClientLens Lens() => new(SampleBakery.ConnectedSetup().Value.Clients.Values.First(), SampleBakery.Now);
}
