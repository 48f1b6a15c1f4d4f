using IntegrationHub.Journey;

namespace IntegrationHub.Journey.Tests;

public sealed class StatedSourceTests
{
    [Theory]
    [InlineData("A friend told me", "friend")]
    [InlineData("Empfehlung der Nachbarin", "friend")]
    [InlineData("Google Maps", "search")]
    [InlineData("instagram", "social")]
    [InlineData("your newsletter", "email")]
    [InlineData("Walked past the window", "walk-by")]
    [InlineData("The Market Hall", "the market hall")]
    public void An_answer_is_brought_to_its_channel(string answer, string channel) => Assert.Equal(channel, StatedSource.ChannelOf(answer));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Without_an_answer_there_is_no_channel(string? answer) => Assert.Null(StatedSource.ChannelOf(answer));
}
