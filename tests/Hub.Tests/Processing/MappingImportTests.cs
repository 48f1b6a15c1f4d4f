using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>Files and people write into one history, and neither overwrites the other.</summary>
public sealed class MappingImportTests : IAsyncLifetime
{
    private readonly TempStore _temp = new();
    private MappingsInForce _inForce = null!;
    private MappingHistory _history = null!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _temp.DisposeAsync();

    [Fact]
    public async Task The_first_file_is_in_force_at_once()
    {
        Assert.Empty(await Start("off"));
        Assert.Equal((1, "off"), InForce());
    }

    [Fact]
    public async Task The_same_file_makes_no_new_version()
    {
        await Start("off");
        Assert.Empty(await Start("off"));
        Assert.Equal(["published"], States());
    }

    [Fact]
    public async Task A_changed_file_waits_as_a_draft_and_says_so()
    {
        await Start("off");
        var note = Assert.Single(await Start("live"));
        Assert.Contains("waits as draft 2; version 1 stays in force", note, StringComparison.Ordinal);
        Assert.Equal((1, "off"), InForce());
        Assert.Equal(["draft", "published"], States());
    }

    [Fact]
    public async Task A_changed_file_of_a_client_that_publishes_files_is_journaled_as_a_word_to_publish()
    {
        await Start("off", publishes: true);
        Assert.Contains("comes in force as version 2", Assert.Single(await Start("live", publishes: true)), StringComparison.Ordinal);
        Assert.Equal(1, _temp.Count("select count(*) from envelope where connection='hub' and topic='hub.published' and state=0"));
    }

    [Fact]
    public async Task What_a_person_published_is_not_overwritten_by_a_file()
    {
        await Start("off", publishes: true);
        var version = await _history.DraftAsync("ana", Text("shadow"), "Anna", MappingEntry.FromPerson);
        await _temp.Store.Writer.Write(t => { t.Execute("update mapping_version set state=case when version=@p0 then 'published' else 'replaced' end", version); });

        Assert.Empty(await Start("off", publishes: true));
        Assert.Equal((2, "shadow"), InForce());
        Assert.Contains("version 2, which a person published, stays in force", Assert.Single(await Start("live", publishes: true)), StringComparison.Ordinal);
        Assert.Equal((2, "shadow"), InForce());
    }

    [Fact]
    public async Task A_version_that_no_longer_runs_gives_way_to_the_file_that_was_checked()
    {
        await Start("off");
        await _temp.Store.Writer.Write(t => { t.Execute("update mapping_version set document='{ \"rules\": [ { \"id\": \"gone\" } ] }', hash='x'"); });
        Assert.Contains("version 1 of the rules can no longer run", Assert.Single(await Start("live")), StringComparison.Ordinal);
        Assert.Equal((2, "live"), InForce());
        Assert.Equal(["published", "replaced"], States());
        Assert.Equal("the start of the hub", _history.List("ana")[0].PublishedBy);
        Assert.Empty(await Start("live"));
    }

    private (int Version, string Mode) InForce() => _inForce.Find("ana") is var (compiled, version) ? (version, compiled.Rules.Single().Mode.ToString().ToLowerInvariant()) : default;

    private List<string> States() => _temp.Query("select state from mapping_version order by version desc", r => r.GetString(0));

    private Task<IReadOnlyList<string>> Start(string mode, bool publishes = false)
    {
        var client = new ClientSetup("ana", "Ana", "Europe/Berlin", "EUR", "de-DE", [], "bakery.json", publishes, false, []);
        var setup = new HubSetup(null, [], [client]);
        _inForce = new MappingsInForce(_temp.Store);
        _history = new MappingHistory(_temp.Store, TimeProvider.System);
        var publishing = new MappingPublishing(_temp.Store, new HubIds(TimeProvider.System), new CurrentSetup(setup), _history, _inForce, new PublishWarnings(_temp.Store, _inForce, new OtherHalves(_temp.Store), TimeProvider.System), new RecordingWaker(), TimeProvider.System);
        return new MappingImport(_temp.Store, _history, publishing, _inForce).RunAsync(
            setup, new Dictionary<string, MappingFiles.LoadedFile> { ["ana"] = new(Text(mode), MappingLoader.Load(Text(mode), "bakery.json", []).Mapping!) });
    }

    private static string Text(string mode) => $$"""{ "rules": [ { "id": "thank", "mode": "{{mode}}", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "thanks" } } ] } ] }""";
}
