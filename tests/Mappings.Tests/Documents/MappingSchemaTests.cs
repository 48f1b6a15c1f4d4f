using IntegrationHub.Mappings.Documents;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace IntegrationHub.Mappings.Tests.Documents;

public sealed class MappingSchemaTests
{
    private static readonly string Root = FindRoot();

    [Theory]
    [InlineData("local-business")]
    [InlineData("online-shop")]
    [InlineData("service-business")]
    public async Task The_schema_accepts_a_shipped_pack(string pack) => Assert.Empty((await Schema()).Validate(Packs.Shipped[pack]).Select(e => e.ToString()));

    [Theory]
    [InlineData("local-business")]
    [InlineData("online-shop")]
    [InlineData("service-business")]
    public void A_pack_points_at_the_schema(string pack) =>
        Assert.True(File.Exists(Path.Combine(Root, "src", "Mappings", "packs", (string)JObject.Parse(Packs.Shipped[pack])["$schema"]!)));

    [Fact]
    public async Task The_schema_accepts_what_the_loader_accepts()
    {
        const string text = """
            { "name": "a", "extends": [ "pack:local-business", { "pack": "online-shop", "rules": [ "late-order" ] } ], "abandonAfter": "PT90M",
              "journey": { "model": "online-shop", "moves": [ { "when": "order.ready", "to": "purchase" } ], "lapse": { "floor": "P60D", "factor": 2.5 } },
              "heardOf": [ "mail.HEARD" ], "hotScore": 60, "calm": { "caps": [ { "max": 2, "days": 7 } ], "quietFrom": "20:00", "quietTo": "08:00", "quietDays": [ "sunday" ], "calmDays": 14 },
              "rules": [ { "id": "win-back", "mode": "pilot:20%" }, { "id": "becomes-regular", "mode": "pilot", "pilot": { "contacts": [ "12", 13 ] }, "once": null },
                { "id": "d", "when": "date.reached", "date": { "after": "order.paid", "wait": "P7D", "every": "P30D", "until": [ "deal.lost" ], "at": "10:00" }, "then": [ { "exit": "x" } ] },
                { "id": "e", "when": [ "segment.entered", "date.reached" ], "date": { "on": [ "12-24" ], "before": "P21D" }, "segment": { "did": "order.paid", "within": "P370D", "before": "P340D" }, "then": [ { "exit": "x" } ] },
                { "id": "a", "when": "order.placed", "if": { "any": [ { "didNot": "order.paid", "within": "P3D", "times": 2 }, { "field": "contact.tags", "contains": "vip" } ] },
                  "then": [ { "wait": { "field": "event.pickUpAt", "minus": "PT1H" }, "weekday": "monday" }, { "id": "x", "do": "mail[*].tag.add", "with": { "tag": "t" } }, { "if": { "not": { "did": "action:mail.tag.add[t]" } }, "then": [ { "exit": "enough" } ] },
                    { "id": "ask", "split": { "arms": [ { "name": "one", "share": "40%", "then": [ { "wait": "P1D" } ] }, { "name": "two", "then": [] } ], "holdout": "10%" } } ] } ] }
            """;
        Assert.Empty(MappingLoader.Load(text, "m.json", Actions.All).Mistakes.Select(m => m.ToString()));
        Assert.Empty((await Schema()).Validate(text).Select(e => e.ToString()));
    }

    [Theory]
    [InlineData("""{ "rulez": [] }""")]
    [InlineData("""{ "journey": { "stages": [] } }""")]
    [InlineData("""{ "calm": { "quiet": "20:00" } }""")]
    [InlineData("""{ "rules": [ { "id": "a", "whem": "order.paid" } ] }""")]
    [InlineData("""{ "rules": [ { "id": "a", "if": { "field": "event.value", "atLeast": 3 } } ] }""")]
    [InlineData("""{ "rules": [ { "id": "a", "if": { "did": "order.paid", "in": "P3D" } } ] }""")]
    [InlineData("""{ "rules": [ { "id": "a", "then": [ { "do": "hub.tag.add", "args": { "tag": "x" } } ] } ] }""")]
    [InlineData("""{ "rules": [ { "id": "a", "then": [ { "wait": "P1D", "till": [ "order.paid" ] } ] } ] }""")]
    [InlineData("""{ "rules": [ { "id": "a", "then": [ { "split": { "arms": [ { "name": "a", "then": [] }, { "name": "b", "then": [], "weight": 1 } ] } } ] } ] }""")]
    [InlineData("""{ "rules": [ { "id": "a", "then": [ { "split": { "arms": [ { "name": "a", "then": [] } ] } } ] } ] }""")]
    [InlineData("""{ "rules": [ { "id": "a", "leaves": [ { "event": "order.paid", "key": "same" } ] } ] }""")]
    public async Task The_schema_refuses_an_unknown_key(string text)
    {
        Assert.NotEmpty((await Schema()).Validate(text));
        Assert.NotEmpty(MappingLoader.Load(text, "m.json", Actions.All).Mistakes);
    }

    [Theory]
    [InlineData("""{ "abandonAfter": "1 hour" }""")]
    [InlineData("""{ "abandonAfter": "P" }""")]
    [InlineData("""{ "rules": [ { "id": "A B" } ] }""")]
    [InlineData("""{ "rules": [ { "id": "a", "mode": "on" } ] }""")]
    [InlineData("""{ "rules": [ { "id": "a", "then": [ { "wait": "P1D", "at": "25:00" } ] } ] }""")]
    public async Task The_schema_refuses_a_wrong_value(string text) => Assert.NotEmpty((await Schema()).Validate(text));

    private static Task<JsonSchema> Schema() => JsonSchema.FromFileAsync(Path.Combine(Root, "mapping.schema.json"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "mapping.schema.json")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("mapping.schema.json is not above the tests");
        }

        return folder.FullName;
    }
}
