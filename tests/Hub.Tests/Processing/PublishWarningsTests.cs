using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Sharing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Dashboard;
using IntegrationHub.Hub.Tests.Sharing;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Warnings;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>Before a text is put in force, its author hears what this client's own history has against it.</summary>
public sealed class PublishWarningsTests : IAsyncLifetime
{
    private const string Welcome = """
        { "do": "mail.tag.add", "with": { "tag": "welcome" }, "touch": "marketing", "starts": { "flow": "Welcome", "expect": { "event": "email.sent", "within": "PT2H" } } }
        """;

    private static readonly KnownAction[] Tools = [new("mail.tag.add", ["tag"], [])];
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly RuleHistory _history = new(Start, Tools);
    private readonly FakeTimeProvider _time = new(Start.AddDays(20));
    private int _action;
    private RuleSharing? _sharing;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _history.DisposeAsync();

    [Fact]
    public async Task What_the_version_in_force_gives_too_is_not_new_and_comes_last()
    {
        const string Stageless = """{ "id": "old", "mode": "live", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } } ] }""";
        await _history.Version(1, 0, Stageless);
        Assert.Equal([("new", true), ("old", false)], Of(Stageless, Stageless.Replace("old", "new", StringComparison.Ordinal)).Select(w => (w.Warning.Rules.Single(), w.IsNew)));
    }

    [Fact]
    public async Task A_flow_that_was_never_seen_working_is_named_with_its_recipe()
    {
        await _history.Version(1, 0, Rule("off"));
        var warning = Of(Rule("live")).Single(w => w.Warning.Kind == WarningKind.OtherHalf).Warning;
        Assert.Equal("“hello” starts “Welcome”, which was never seen working. Set it up there: New flow, start: tag welcome added; One mail.", warning.ToString());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public async Task A_flow_that_worked_is_named_once_nothing_followed_five_times(int unanswered, bool named)
    {
        await _history.Version(1, 0, Rule("off"));
        await Acted(ActionState.Seen, 1);
        for (var i = 0; i < unanswered; i++)
        {
            await Acted(ActionState.NothingFollowed, 2 + i);
        }

        Assert.Equal(named, Of(Rule("live")).Any(w => w.Warning.Kind == WarningKind.OtherHalf));
    }

    [Fact]
    public async Task A_flow_that_works_again_is_well()
    {
        await _history.Version(1, 0, Rule("off"));
        for (var i = 0; i < 5; i++)
        {
            await Acted(ActionState.NothingFollowed, i);
        }

        await Acted(ActionState.Seen, 9);
        Assert.DoesNotContain(Of(Rule("live")), w => w.Warning.Kind == WarningKind.OtherHalf);
    }

    [Fact]
    public async Task Of_two_arms_with_a_flow_each_the_one_that_does_not_work_is_named()
    {
        var arms = $$"""{ "split": { "arms": [ { "name": "one", "then": [ {{Welcome}} ] }, { "name": "two", "then": [ {{Welcome.Replace("Welcome", "Hello again", StringComparison.Ordinal)}} ] } ] } }""";
        string Two(string mode) => Rule(mode).Replace(Welcome, arms, StringComparison.Ordinal);
        await _history.Version(1, 0, Two("off"));
        Assert.Contains("“hello” starts “Welcome”, which was never seen working", Single(), StringComparison.Ordinal);
        await Acted(ActionState.Seen, 1, "split.1.1");
        Assert.Contains("“hello” starts “Hello again”, which was never seen working", Single(), StringComparison.Ordinal);
        await Acted(ActionState.Seen, 1, "split.2.1");
        Assert.DoesNotContain(Of(Two("live")), w => w.Warning.Kind == WarningKind.OtherHalf);

        string Single() => Of(Two("live")).Single(w => w.Warning.Kind == WarningKind.OtherHalf).Warning.Says;
    }

    [Theory]
    [InlineData("off", 14, true)]
    [InlineData("shadow", 14, true)]
    [InlineData("shadow", 13, false)]
    [InlineData("live", 14, false)]
    public async Task A_rule_that_begins_to_act_should_have_watched_for_a_week(string mode, int day, bool warns)
    {
        await _history.Version(1, 0, Rule("off"));
        await _history.Version(2, day, Rule(mode));
        Assert.Equal(warns, Of(Rule("live")).Any(w => w.Warning.Kind == WarningKind.NoBaseline));
    }

    [Fact]
    public async Task A_rule_that_only_watches_gives_neither()
    {
        await _history.Version(1, 0, Rule("off"));
        Assert.Empty(Of(Rule("shadow")));
    }

    [Fact]
    public async Task Only_where_somebody_was_asked_a_yes_is_missed()
    {
        await _history.Version(1, 0, Rule("shadow"));
        Assert.Empty(Agreement("live"));
        var token = await Asked(Rule("shadow"));
        Assert.Equal(["Nobody agreed to this wording of “hello”."], Agreement("live"));
        Assert.Empty(Agreement("shadow"));

        await Sharing.AnswerAsync(token, true, "Olga", "");
        Assert.Empty(Agreement("live"));
    }

    [Fact]
    public async Task A_yes_to_an_earlier_wording_is_said_and_is_no_yes()
    {
        await _history.Version(1, 0, Rule("live"));
        await Sharing.AnswerAsync(await Asked(Rule("live")), true, "Olga", "");
        var warning = Of(Rule("live").Replace("per contact", "per key", StringComparison.Ordinal)).Single(w => w.Warning.Kind == WarningKind.Agreement);
        Assert.True(warning.IsNew);
        Assert.Equal("Nobody agreed to this wording of “hello”: Olga agreed to an earlier one, in version 1.", warning.Warning.Says);
    }

    [Fact]
    public async Task A_remark_is_quoted_until_a_yes_answers_it()
    {
        await _history.Version(1, 0, Rule("shadow"));
        await Sharing.AnswerAsync(await Asked(Rule("shadow")), false, "Olga", "Not on Sundays, please.");
        Assert.Equal(["Olga left a remark on this wording of “hello”: “Not on Sundays, please.”"], Agreement("live"));

        _time.Advance(TimeSpan.FromHours(1));
        await Sharing.AnswerAsync(await Asked(Rule("shadow")), true, "Olga", "");
        Assert.Empty(Agreement("live"));
    }

    [Fact]
    public async Task A_question_that_was_taken_back_is_none()
    {
        await _history.Version(1, 0, Rule("shadow"));
        await Asked(Rule("shadow"));
        await Sharing.TakeBackAsync("ana", Sharing.List("ana", "hello")[0].Id, "Anna");
        Assert.Empty(Agreement("live"));
    }

    private RuleSharing Sharing => _sharing ??= new(_history.Store, new HubIds(_time), new Hub.Configuration.CurrentSetup(new(null, [], [RuleHistory.Client])), new RecordingWaker(), _time);

    private async Task<string> Asked(string rule)
    {
        var mapping = MappingLoader.Load($$"""{ "rules": [ {{rule}} ] }""", "m", Tools).Mapping!;
        return (await Sharing.CreateAsync(SampleShare.Order("ana", "hello", Mappings.Words.RuleWording.Of(mapping, mapping.Rule("hello")!)) with { Version = 1 })).Token;
    }

    private IEnumerable<string> Agreement(string mode) => Of(Rule(mode)).Where(w => w.Warning.Kind == WarningKind.Agreement).Select(w => w.Warning.Says);

    private IReadOnlyList<PublishWarning> Of(params string[] rules) => new PublishWarnings(_history.Store, _history.Mappings, new OtherHalves(_history.Store), _time)
        .Of(RuleHistory.Client, MappingLoader.Load($$"""{ "rules": [ {{string.Join(',', rules)}} ] }""", "m", Tools).Mapping!);

    private Task Acted(ActionState state, int day, string step = "1") => _history.Store.Writer.Write(t => t.Execute(
        """
        insert into action (client, "key", "grant", connection, verb, name, rule, run, step, subject, touch, due_at, state, payload, hops, target_reason, attempts, epoch, created_at, updated_at)
        values ('ana', @p0, 'g', 'list', 'tag.add', 'mail.tag.add', 'hello', 'hello|k|1', @p3, 'contact:1', 2, 0, @p1, '{}', 1, '', 1, 0, 0, @p2)
        """, "k" + _action++, state, Start.AddDays(day).ToUnixTimeMilliseconds(), step));

    private static string Rule(string mode) => $$"""
        { "id": "hello", "stage": "all", "mode": "{{mode}}", "when": "newsletter.joined", "then": [ {{Welcome}} ], "once": "per contact", "goal": "order.paid within P14D",
          "otherHalf": { "flow": "Welcome", "recipe": [ "New flow, start: tag welcome added", "One mail" ] } }
        """;
}
