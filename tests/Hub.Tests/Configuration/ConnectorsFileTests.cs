using IntegrationHub.Hub.Configuration;

namespace IntegrationHub.Hub.Tests.Configuration;

public sealed class ConnectorsFileTests
{
    [Fact]
    public void All_mistakes_are_found_at_once_each_with_its_line_and_cure()
    {
        var loaded = Read("""
            {
              "listne": "http://127.0.0.1:5080",
              "grants": [
                { "id": "g", "connector": "shopifi" }
              ],
              "clients": [
                { "id": "Bakery!", "name": "Sample", "timeZone": "Europe/Nowhere", "currency": "Euro", "mapping": "none.json", "connections": [] }
              ]
            }
            """);
        Assert.Null(loaded.Setup);
        Assert.Contains(loaded.Mistakes, m => m.Line == 2 && m.Problem.Contains("'listne'") && m.Cure == "Did you mean 'listen'?");
        Assert.Contains(loaded.Mistakes, m => m.Line == 4 && m.Problem.Contains("unknown connector 'shopifi'"));
        Assert.Contains(loaded.Mistakes, m => m.Line == 7 && m.Problem.Contains("Europe/Nowhere"));
        Assert.Contains(loaded.Mistakes, m => m.Line == 7 && m.Problem.Contains("'Euro'"));
        Assert.Contains(loaded.Mistakes, m => m.Line == 7 && m.Problem.Contains("none.json"));
        Assert.Contains(loaded.Mistakes, m => m.Line == 7 && m.Problem.Contains("'Bakery!'"));
    }

    [Fact]
    public void Broken_json_names_the_line()
    {
        var mistake = Assert.Single(Read("{\n  \"grants\": [1 2]\n}").Mistakes);
        Assert.Equal(2, mistake.Line);
    }

    [Fact]
    public void An_address_that_others_can_reach_is_refused() =>
        Assert.Contains(Read("""{"listen":"http://0.0.0.0:80","grants":[],"clients":[]}""").Mistakes, m => m.Problem.Contains("no sign-in"));

    [Fact]
    public void A_plain_http_public_address_is_refused() =>
        Assert.Contains(Read("""{"publicUrl":"http://hub.example.com","grants":[],"clients":[]}""").Mistakes, m => m.Problem.Contains("https"));

    [Fact]
    public void A_missing_file_says_where_to_begin() =>
        Assert.Contains("demo", Assert.Single(ConnectorsFile.Load("/nowhere/connectors.json", _ => null).Mistakes).Cure);

    [Fact]
    public void An_empty_but_right_file_gives_a_setup() =>
        Assert.NotNull(Read("""{"grants":[],"clients":[]}""").Setup);

    private static LoadedSetup Read(string text) => ConnectorsFile.Read(text, "connectors.json", Path.GetTempPath(), _ => null);
}
