using IntegrationHub.Hub.Sharing;

namespace IntegrationHub.Hub.Tests.Sharing;

public sealed class AgreementTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", false, 0, 0, 0)]
    [InlineData("w1 open", true, 0, 0, 0)]
    [InlineData("w1 back", false, 0, 0, 0)]
    [InlineData("w1 yes", true, 1, 0, 0)]
    [InlineData("w0 yes", true, 0, 1, 0)]
    [InlineData("w0 yes, w1 yes", true, 2, 1, 0)]
    [InlineData("w0 no", true, 0, 0, 1)]
    [InlineData("w1 no, w1 yes", true, 2, 0, 0)]
    [InlineData("w1 yes, w1 no", true, 1, 0, 2)]
    [InlineData("w1 yes, w2 no", true, 1, 0, 0)] // of another text, which is not asked about here
    [InlineData("w0 no, w1 open", true, 0, 0, 1)]
    public void It_is_told_of_this_wording_what_was_said_of_it(string links, bool asked, long agreed, long earlier, long remark)
    {
        var found = Agreement.Of(links.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select((text, i) => Link(i + 1, text.Split(' '))), "w1");
        Assert.Equal((asked, agreed, earlier, remark), (found.IsAsked, found.Agreed?.Id ?? 0, found.Earlier?.Id ?? 0, found.Remark?.Id ?? 0));
    }

    private static ShareLink Link(int id, string[] text) => new(
        id, "ana", "a", 1, text[0], "Olga", "Anna", Start, Start.AddDays(14), null, text[1] is "yes" or "no" ? new(text[1] == "yes", "Olga", Start.AddDays(id), "") : null, text[1] == "back" ? Start : null, null, null);
}
