using System.Text.Json;
using IntegrationHub.Journey;

namespace IntegrationHub.Journey.Tests;

public sealed class ValueTests
{
    public static TheoryData<Value> EveryKind => new()
    {
        Value.None, Value.Withheld, Value.Of("tea"), Value.Of(12.5m), Value.Of(true), Value.Of(["a", "b"]),
        Value.Of(DateTimeOffset.FromUnixTimeMilliseconds(1_780_000_000_123)),
    };

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void A_value_survives_json(Value value)
    {
        var text = JsonSerializer.Serialize(value, JourneyJson.Options);
        Assert.Equal(value, JsonSerializer.Deserialize<Value>(text, JourneyJson.Options));
    }

    [Fact]
    public void Withheld_is_not_empty() => Assert.NotEqual(Value.None, Value.Withheld);

    [Fact]
    public void Lists_are_equal_by_their_items() => Assert.Equal(Value.Of(["a", "b"]), Value.Of(["a", "b"]));
}
