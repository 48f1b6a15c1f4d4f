using IntegrationHub.Hub.Processing;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Tests.Cli;

/// <summary>Rules are put in force and taken back at a running hub, engine and all.</summary>
public sealed class MappingCommandTests : IAsyncLifetime
{
    private readonly string _file = Path.GetTempFileName();
    private SandboxHub _hub = null!;

    public async Task InitializeAsync() => _hub = await SandboxHub.StartAsync(Rules("off", "first"));

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public async Task A_file_is_published_while_the_hub_runs_and_taken_back()
    {
        await File.WriteAllTextAsync(_file, Rules("live", "second"));
        var (code, said, error) = await Run("publish", "ana", "--file", _file, "--by", "Anna", "--note", "longer wait");
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("Version 2 of ana is in force.", said, StringComparison.Ordinal);
        Assert.Contains("! “thank” belongs to no stage", said, StringComparison.Ordinal);
        Assert.Equal(2, InForce.Version);
        await _hub.Until("select count(*) from event where name='hub.published'");

        Assert.Equal(0, (await Run("rollback", "ana", "--by", "Ben")).Code);
        Assert.Equal(1, InForce.Version);
        var (_, history, _) = await Run("history", "ana", "--json");
        Assert.Equal([(2, "replaced", "Anna", "longer wait"), (1, "published", "Ben", "")],
            JArray.Parse(history).Select(e => (e.Value<int>("version"), e.Value<string>("state")!, e.Value<string>("publishedBy")!, e.Value<string>("note")!)));
    }

    [Fact]
    public async Task A_mode_is_set_and_the_difference_names_it_alone()
    {
        Assert.Equal(0, (await Run("mode", "ana", "thank", "live", "--by", "Anna")).Code);
        Assert.Equal("Live", InForce.Compiled.Rule("thank")!.Mode.ToString());
        var (code, said, _) = await Run("diff", "ana", "--from", "1", "--to", "2");
        Assert.Equal(0, code);
        Assert.Contains("mode: off → live", said, StringComparison.Ordinal);
        Assert.DoesNotContain("then:", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_printed_changed_in_a_file_and_kept_as_a_draft()
    {
        var (_, text, _) = await Run("rule", "ana", "thank");
        await File.WriteAllTextAsync(_file, text.Replace("first", "second", StringComparison.Ordinal));
        var (code, said, error) = await Run("rule", "ana", "thank", "--file", _file, "--by", "Anna");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("we mark them 'second'", said, StringComparison.Ordinal);
        Assert.Contains("Draft 2 has it.", said, StringComparison.Ordinal);
        Assert.Equal(1, InForce.Version);

        Assert.Equal(0, (await Run("publish", "ana", "--by", "Anna")).Code);
        Assert.Equal("second", InForce.Compiled.Rule("thank")!.Steps.OfType<Mappings.Documents.Instruction.Do>().Single().With["tag"].Fixed.Text);
        Assert.Equal(0, (await Run("rule", "ana", "thank", "--remove")).Code);
        Assert.Contains("No such rule", (await Run("rule", "ana", "thank")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_of_a_rule_are_named_with_file_and_line_and_nothing_is_kept()
    {
        await File.WriteAllTextAsync(_file, """
            { "id": "thank",
              "when": "order.pade", "then": [ { "do": "hub.tag.add", "with": { "tag": "a" } } ] }
            """);
        var (code, _, error) = await Run("rule", "ana", "thank", "--file", _file);
        Assert.Equal(Hub.Cli.ExitCodes.Mistakes, code);
        Assert.Contains($"{Path.GetFileName(_file)}, line 2: unknown event `order.pade`", error, StringComparison.Ordinal);
        Assert.Equal(1, _hub.Read<int>("select count(*) from mapping_version"));
    }

    [Fact]
    public async Task Phases_of_a_rule_that_was_switched_on_are_listed_and_one_that_never_was_on_says_what_to_do()
    {
        Assert.StartsWith("It never was on", (await Run("phases", "ana", "thank")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("mode", "ana", "thank", "live", "--by", "Anna")).Code);
        await _hub.Until("select count(*) from event where name='hub.published'");
        var (code, said, _) = await Run("phases", "ana", "thank", "--json");
        Assert.Equal((0, "on"), (code, JArray.Parse(said).Single().Value<string>("mode")));
    }

    [Fact]
    public async Task A_split_shows_its_arms_and_one_is_kept_as_a_draft()
    {
        const string Split = """{ "split": { "arms": [ { "name": "one way", "then": [ { "do": "hub.tag.add", "with": { "tag": "one" } } ] }, { "name": "other way", "then": [] } ], "holdout": "10%" } }""";
        await File.WriteAllTextAsync(_file, Rules("live", "first").Replace("\"then\": [ ", "\"goal\": \"order.placed within P7D\", \"then\": [ " + Split + ", ", StringComparison.Ordinal));
        Assert.Equal(0, (await Run("publish", "ana", "--file", _file, "--by", "Anna")).Code);
        await _hub.Until("select count(*) from event where name='hub.published'");
        var (code, said, _) = await Run("phases", "ana", "thank");
        Assert.Equal(0, code);
        Assert.Matches("one way +│? *45 %", said);
        Assert.Contains("“one way” against “other way”: too few to tell (about ", said, StringComparison.Ordinal);

        (code, said, var error) = await Run("rule", "ana", "thank", "--keep-arm", "one way", "--by", "Anna");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Draft 3 has “one way” only.", said, StringComparison.Ordinal);
        Assert.Equal(2, InForce.Version);
        Assert.Contains("split: split: one way 45%, other way 45%, held out 10% → nothing", (await Run("diff", "ana")).Out, StringComparison.Ordinal);
        Assert.Contains("divides people otherwise, or no longer", (await Run("rule", "ana", "thank", "--keep-arm", "other way")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_are_all_named_and_nothing_changes()
    {
        await File.WriteAllTextAsync(_file, """{ "rules": [ { "id": "a", "when": "order.pade", "then": [ { "do": "mail.tag.ad" } ] } ] }""");
        var (code, _, error) = await Run("publish", "ana", "--file", _file);
        Assert.Equal(5, code);
        Assert.Contains("order.pade", error, StringComparison.Ordinal);
        Assert.Contains("mail.tag.ad", error, StringComparison.Ordinal);
        Assert.Equal(1, _hub.Read<int>("select count(*) from mapping_version"));
    }

    [Theory]
    [InlineData("mode ana thank loud", "loud")]
    [InlineData("mode ana thank off", "In force already")]
    [InlineData("mode ana nobody live", "No such rule")]
    [InlineData("mode ana thank live --already all", "nobody can be there already")]
    [InlineData("mode ana thank pilot:20%", "Name the people it is tried on")]
    [InlineData("mode ana thank pilot", "does not say on whom")]
    [InlineData("mode ana thank pilot --contact 99", "there is no contact 99")]
    [InlineData("phases ana nobody", "No such rule")]
    [InlineData("rule ana thank --keep-arm mail", "has no split")]
    [InlineData("rule ana nobody --keep-arm mail", "No such rule")]
    [InlineData("rollback ana", "No earlier version was in force")]
    [InlineData("publish ana", "No draft waits")]
    [InlineData("publish ana --version 9", "There is no version 9")]
    [InlineData("diff ana", "No draft waits")]
    public async Task What_cannot_be_is_said_and_nothing_changes(string command, string says)
    {
        var (code, _, error) = await Run(command.Split(' '));
        Assert.Equal(5, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.Equal(1, InForce.Version);
    }

    private (Mappings.Documents.CompiledMapping Compiled, int Version) InForce => _hub.Services.GetRequiredService<MappingsInForce>().Find("ana")!.Value;

    private Task<(int Code, string Out, string Error)> Run(params string[] args) => CommandLine.RunAsync(["mapping", .. args, "--url", _hub.Http.BaseAddress!.ToString()]);

    private static string Rules(string mode, string tag) => $$"""{ "rules": [ { "id": "thank", "mode": "{{mode}}", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "{{tag}}" } } ] } ] }""";
}
