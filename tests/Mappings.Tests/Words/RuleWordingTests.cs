using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Mappings.Tests.Words;

public sealed class RuleWordingTests
{
    private const string Message = """{ "id": "a", "mode": "off", "when": "contact.lapsed", "then": [ { "do": "mail.tag.add", "with": { "tag": "x" }, "touch": "marketing" } ] }""";
    private const string Inside = """{ "id": "a", "mode": "off", "when": "contact.lapsed", "then": [ { "do": "hub.alert", "with": { "text": "x" } } ] }""";

    [Theory]
    [InlineData("\"mode\": \"off\"", "\"mode\": \"live\"")]
    [InlineData("\"mode\": \"off\"", "\"mode\": \"pilot:20%\"")]
    [InlineData("\"mode\": \"off\"", "\"mode\": \"off\", \"owner\": \"Anna\", \"stage\": \"all\", \"order\": 3")]
    [InlineData("\"mode\": \"off\"", "\"mode\": \"live\", \"already\": \"leave\"")]
    [InlineData("\"id\": \"a\", \"mode\": \"off\"", "\"mode\": \"off\", \"id\": \"a\"")]
    public void How_far_it_goes_and_who_looks_after_it_is_not_what_was_agreed_to(string was, string becomes) => Assert.Equal(Of(Message), Of(Message.Replace(was, becomes, StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"x\"", "\"y\"")]
    [InlineData("\"mode\": \"off\"", "\"mode\": \"off\", \"atMost\": \"1 per contact every P30D\"")]
    [InlineData("\"mode\": \"off\"", "\"mode\": \"off\", \"says\": \"More.\"")]
    [InlineData("\"mode\": \"off\"", "\"mode\": \"off\", \"already\": \"20 a day\"")]
    [InlineData("marketing", "service")]
    public void What_people_would_notice_is(string was, string becomes) => Assert.NotEqual(Of(Message), Of(Message.Replace(was, becomes, StringComparison.Ordinal)));

    [Fact]
    public void Caps_count_where_a_message_is_sent()
    {
        const string Calm = """, "calm": { "caps": [ { "max": 9, "days": 7 } ] }""";
        Assert.NotEqual(Of(Message), Of(Message, Calm));
        Assert.Equal(Of(Inside), Of(Inside, Calm));
    }

    private static string Of(string rule, string more = "")
    {
        var mapping = MappingLoader.Load($$"""{ "rules": [ {{rule}} ]{{more}} }""", "m", Actions.All);
        Assert.Empty(mapping.Mistakes.Select(m => m.ToString()));
        return RuleWording.Of(mapping.Mapping!, mapping.Mapping!.Rule("a")!);
    }
}
