using System.Text.RegularExpressions;
using IntegrationHub.Mappings.Cases;
using IntegrationHub.Mappings.Documents;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Tests.Docs;

/// <summary>What docs/write-a-mapping.md shows is so: its mappings load, its cases pass, its mistakes are the ones it prints.</summary>
public sealed partial class WriteAMappingTests
{
    private const string File = "bakery.json";

    public static IEnumerable<object[]> Mappings => Blocks().Select((b, i) => (b, i)).Where(x => x.b.Kind == "json" && !IsCases(x.b.Text)).Select(x => new object[] { x.i });

    public static IEnumerable<object[]> Cases => Blocks().Select((b, i) => (b, i)).Where(x => x.b.Kind == "json" && IsCases(x.b.Text))
        .SelectMany(x => ((JArray)JObject.Parse(x.b.Text)["cases"]!).Select(c => new object[] { x.i, c.Value<string>("name")! }));

    [Theory]
    [MemberData(nameof(Mappings))]
    public void A_mapping_has_no_mistakes_but_those_printed_below_it(int block)
    {
        var (blocks, loaded) = (Blocks(), MappingLoader.Load(Blocks()[block].Text, File, Actions.All));
        var printed = block + 1 < blocks.Count && blocks[block + 1].Kind == "text" ? blocks[block + 1].Text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
        Assert.Equal(printed, loaded.Mistakes.Select(m => m.ToString()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_passes_on_the_mapping_above_it(int block, string name)
    {
        var blocks = Blocks();
        var read = LoadedCases.Read(blocks[block].Text, "bakery.cases.json", JObject.Parse(blocks[block - 1].Text));
        Assert.Null(read.Mistake);
        Assert.Empty(RuleCaseRunner.Run(read.File!, read.File!.Cases.Single(c => c.Name == name), Actions.All));
    }

    private static bool IsCases(string text) => text.Contains("\"cases\"", StringComparison.Ordinal);

    private static List<(string Kind, string Text)> Blocks()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "docs", "write-a-mapping.md")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("docs/write-a-mapping.md is not above the tests");
        }

        return [.. Fence().Matches(System.IO.File.ReadAllText(Path.Combine(folder.FullName, "docs", "write-a-mapping.md")).ReplaceLineEndings("\n")).Select(m => (m.Groups[1].Value, m.Groups[2].Value))];
    }

    [GeneratedRegex("^```(json|text)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
