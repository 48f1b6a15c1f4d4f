using IntegrationHub.Connectors;

namespace IntegrationHub.Architecture.Tests;

/// <summary>Each connector's page says what it can do, what follows from which answer, and what is not certain.</summary>
public sealed class ConnectorReadmeTests
{
    public static TheoryData<string> All => new(Catalog.All.Keys);

    /// <summary>Those that call somebody: what only receives gets no answers.</summary>
    public static TheoryData<string> Calling => new(Catalog.All.Values.Where(c => c.Info.Actions.Count > 0).Select(c => c.Info.Id));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_action_stands_in_the_connectors_readme(string connector)
    {
        var text = Readme(connector);
        Assert.All(Catalog.All[connector].Info.Actions, a => Assert.Contains($"`{a.Verb}`", text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_doubted_stands_there_too(string connector) => Assert.Contains("UNCONFIRMED", Readme(connector), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Calling))]
    public void What_an_answer_means_stands_there_too(string connector)
    {
        var text = Readme(connector);
        Assert.Contains("## What an answer means", text, StringComparison.Ordinal);
        Assert.All(new[] { "401", "404", "429", "5xx" }, status => Assert.Matches($@"\| [^|]*{status}[^|]*\|", text));
    }

    private static string Readme(string connector)
    {
        var folder = Catalog.All[connector].GetType().Namespace!.Split('.')[^1];
        return File.ReadAllText(Path.Combine(SourceTree.Root, "src", "Connectors", folder, "README.md"));
    }
}
