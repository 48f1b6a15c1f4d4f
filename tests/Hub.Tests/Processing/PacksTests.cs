using IntegrationHub.Hub.Processing;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Tests.Processing;

public sealed class PacksTests
{
    public static TheoryData<string> Names() => [.. Packs.Shipped.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_pack_names_only_actions_that_the_connectors_have(string pack)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("pack-").FullName, "mapping.json");
        File.WriteAllText(path, $$"""{ "extends": [ "pack:{{pack}}" ] }""");
        try
        {
            var (_, mistakes) = MappingFiles.Load(new(null, [], [new("a", "A", "Europe/Berlin", "EUR", "de", [], path, true, false, [])]));
            Assert.Empty(mistakes.Select(m => m.ToString()));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, true);
        }
    }
}
