using IntegrationHub.Hub.Processing;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Tests.Processing;

public sealed class PacksTests
{
    public static TheoryData<string> Names() => [.. Packs.Shipped.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_pack_names_only_actions_that_the_connectors_have(string pack) =>
        Assert.Empty(MappingLoader.Load($$"""{ "extends": [ "pack:{{pack}}" ] }""", pack, ActionCatalog.Of(new("a", "A", "Europe/Berlin", "EUR", "de", [], null, true, false, []))).Mistakes.Select(m => m.ToString()));
}
