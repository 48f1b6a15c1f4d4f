using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.BackTests;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Tests.Engine;

/// <summary>A split divides people by chance that does not change: same person, same arm, in every run, after a restart, in a try on history and while it only watches.</summary>
public sealed class SplitTests
{
    private const string Arms = """{ "name": "mail", "then": [ { "do": "hub.tag.add", "with": { "tag": "mailed" } } ] }, { "name": "by hand", "then": [ { "do": "hub.task", "with": { "title": "Write a line" } } ] }""";
    private const string Both = """{ "do": "hub.score.add", "with": { "points": 1 } }""";
    private static readonly ClientContext Client = new("kornhaus", "Kornhaus", "Europe/Berlin", "EUR", "de", [], [], 1);
    private static readonly string[] Many = [.. Enumerable.Range(1, 2000).Select(i => "contact:" + i)];
    private static readonly CompiledMapping Divided = Rules(Split(Arms, ", \"holdout\": \"10%\""));

    [Fact]
    public void The_shares_are_kept_over_many_people()
    {
        var count = Many.GroupBy(s => Arm(Divided, s)).ToDictionary(g => g.Key, g => g.Count());
        Assert.InRange(count["held out"], 150, 250);
        Assert.InRange(count["mail"], 810, 990);
        Assert.InRange(count["by hand"], 810, 990);
    }

    [Fact]
    public void The_order_in_which_people_come_does_not_change_their_arms()
    {
        var alone = Many.Take(60).ToDictionary(s => s, s => Arm(Divided, s));
        Gen.Shuffle(Many[..60]).Sample(order => order.All(s => Arm(Divided, s) == alone[s]), iter: 50);
    }

    [Fact]
    public void Among_the_people_of_a_pilot_the_arms_have_their_shares()
    {
        var pilot = Rules(Split(Arms), "\"mode\": \"pilot:30%\"");
        var reached = Many.Select(s => Begin(pilot, s)).Where(d => d.Any(x => x.Verdict == Verdict.Divided)).Select(d => d.First(x => x.Verdict == Verdict.Divided).Value).ToList();
        Assert.InRange(reached.Count, 520, 680);
        Assert.InRange(reached.Count(a => a == "mail") / (double)reached.Count, 0.43, 0.57);
    }

    [Fact]
    public void Who_is_held_out_at_the_split_is_not_who_would_be_held_out_by_the_rule()
    {
        var byRule = Rules(Both, "\"mode\": \"live\", \"holdout\": \"50%\"");
        var bySplit = Rules(Split(Arms, ", \"holdout\": \"50%\""));
        var both = Many.Count(s => Begin(byRule, s)[0].Verdict == Verdict.HeldOut && Arm(bySplit, s) == "held out");
        Assert.InRange(both, 430, 570);
    }

    [Theory]
    [InlineData("\"mode\": \"shadow\"", "")]
    [InlineData("\"mode\": \"live\", \"once\": \"per key\"", "")]
    [InlineData("\"mode\": \"live\"", """{ "wait": "P1D" },""")]
    public void Mode_and_place_do_not_change_the_arm(string words, string before)
    {
        var other = Rules(before + Split(Arms, ", \"holdout\": \"10%\""), words);
        Assert.All(Many[..200], s => Assert.Equal(Arm(Divided, s), Arm(other, s)));
    }

    [Fact]
    public void A_try_on_history_puts_people_where_they_would_be_put()
    {
        var test = new BackTest(Divided, Client, EnginePlay.Monday.AddDays(-7), EnginePlay.Monday.AddDays(7));
        Assert.All(Many[..100], s => Assert.Equal(
            Arm(Divided, s), test.Play(new(s, Contact(s), ImmutableSortedDictionary<string, string>.Empty, RunLog.Empty, [new(Paid("e"), EnginePlay.Monday)])).Decisions.First(d => d.Step == "split").Value));
    }

    [Fact]
    public void Every_run_of_a_person_goes_the_same_way()
    {
        var state = SubjectState.New("contact:7", 7);
        var arms = new List<string?>();
        for (var i = 0; i < 5; i++)
        {
            var step = MappingEngine.Step(Divided, Client, state, new LaneInput.Happened(Paid("e" + i)), EnginePlay.Monday.AddHours(i));
            arms.Add(step.Decisions.Single(d => d.Step == "split").Value);
            state = Kept(step);
        }

        Assert.Single(arms.Distinct());
        Assert.Equal(5, state.Log.Firings.Count(f => f.Arm == arms[0]));
    }

    [Fact]
    public void Another_id_of_the_split_divides_people_anew()
    {
        var other = Rules(Split(Arms, ", \"holdout\": \"10%\"").Replace("{ \"split\"", "{ \"id\": \"second-try\", \"split\"", StringComparison.Ordinal));
        Assert.InRange(Many.Count(s => Arm(Divided, s) == Arm(other, s)), 700, 950); // 0.45² + 0.45² + 0.1² of 2,000
    }

    [Fact]
    public void When_fewer_are_held_out_nobody_changes_from_arm_to_arm()
    {
        var none = Rules(Split(Arms));
        Assert.All(Many.Where(s => Arm(Divided, s) != "held out"), s => Assert.Equal(Arm(Divided, s), Arm(none, s)));
    }

    [Fact]
    public void The_decision_says_which_arm_and_that_it_stays()
    {
        var decision = Begin(Rules(Split(Arms)), Who("mail", Rules(Split(Arms)))).Single(d => d.Verdict == Verdict.Divided);
        Assert.Equal(("split", "split mail 50%", "mail"), (decision.Step, decision.Clause, decision.Value));
        Assert.Equal("This contact: 'a' put them into 'mail' by chance, as half of all are; this stays so.", decision.Sentence);
    }

    [Fact]
    public void Who_is_held_out_leaves_the_run_with_the_reason_and_is_watched_for_the_goal()
    {
        var mapping = Rules(Split(Arms, ", \"holdout\": \"10%\"") + "," + Both, "\"mode\": \"live\", \"goal\": \"order.placed within P7D\"");
        var step = MappingEngine.Step(mapping, Client, SubjectState.New(Who("held out", mapping), 1), new LaneInput.Happened(Paid("e")), EnginePlay.Monday);
        var decision = Assert.Single(step.Decisions);
        Assert.Equal((Verdict.HeldOut, "split held out 10%"), (decision.Verdict, decision.Clause));
        Assert.EndsWith("'a' left them out by chance, as one in ten is, so that you can see what it changes; this stays so.", decision.Sentence, StringComparison.Ordinal);
        Assert.Equal(RunState.Exited, step.State.Runs.Single(r => r.Value.Rule == "a").Value.State);
        var firing = Assert.Single(step.State.Log.Firings);
        Assert.Equal((true, "held out"), (firing.HeldOut, firing.Arm));

        var reached = MappingEngine.Step(mapping, Client, Kept(step), new LaneInput.Happened(Paid("g") with { Name = "order.placed" }), EnginePlay.Monday.AddDays(1));
        Assert.True(reached.Derived.Single(e => e.Name == "hub.goal.reached").Property("heldOut").Flag);
    }

    [Fact]
    public void Both_arms_go_on_to_the_common_steps()
    {
        var mapping = Rules(Split(Arms) + "," + Both);
        foreach (var arm in new[] { "mail", "by hand" })
        {
            var step = MappingEngine.Step(mapping, Client, SubjectState.New(Who(arm, mapping), 1), new LaneInput.Happened(Paid("e")), EnginePlay.Monday);
            Assert.Single(step.Derived, e => e.Name == "hub.score.changed");
            Assert.Equal(arm == "mail" ? 1 : 0, step.Derived.Count(e => e.Name == "contact.tagged"));
            Assert.Equal(arm == "mail" ? 0 : 1, step.Alerts.Length);
        }
    }

    [Theory]
    [InlineData("first")]
    [InlineData("second")]
    public void An_arm_may_do_nothing(string empty)
    {
        var (first, second) = ("""{ "name": "first", "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } } ] }""", """{ "name": "second", "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } } ] }""");
        const string Steps = """[ { "do": "hub.tag.add", "with": { "tag": "x" } } ]""";
        var mapping = Rules(Split(empty == "first" ? first.Replace(Steps, "[]", StringComparison.Ordinal) + "," + second : first + "," + second.Replace(Steps, "[]", StringComparison.Ordinal)) + "," + Both);
        var step = MappingEngine.Step(mapping, Client, SubjectState.New(Who(empty, mapping), 1), new LaneInput.Happened(Paid("e")), EnginePlay.Monday);
        Assert.Equal(["hub.score.changed"], step.Derived.Select(e => e.Name));
    }

    [Fact]
    public void A_wait_inside_an_arm_outlives_a_restart_and_the_log_played_again_gives_the_same()
    {
        var mapping = Rules(Split("""
            { "name": "soon", "then": [ { "wait": "P1D" }, { "do": "hub.tag.add", "with": { "tag": "soon" } } ] }, { "name": "late", "then": [ { "wait": "P5D" }, { "do": "hub.tag.add", "with": { "tag": "late" } } ] }
            """) + "," + Both);
        foreach (var subject in Many[..20])
        {
            var (first, again) = (Play(), Play());
            Assert.Equal(first, again);
            Assert.Contains(Arm(mapping, subject), first, StringComparison.Ordinal);
            Assert.Contains("hub.score.changed", first, StringComparison.Ordinal);

            string Play()
            {
                var step = MappingEngine.Step(mapping, Client, SubjectState.New(subject, Contact(subject)), new LaneInput.Happened(Paid("e")), EnginePlay.Monday);
                var begun = JsonSerializer.Serialize(step.Decisions, JourneyJson.Options);
                var run = JsonSerializer.Deserialize<Mappings.Engine.Run>(JsonSerializer.Serialize(step.State.Runs.Values.Single(r => r.Rule == "a"), JourneyJson.Options), JourneyJson.Options)!;
                var log = JsonSerializer.Deserialize<RunLog>(JsonSerializer.Serialize(step.State.Log, JourneyJson.Options), JourneyJson.Options)!;
                Assert.Equal((Arm(mapping, subject), Arm(mapping, subject)), (run.Arm, log.Firings.Single().Arm));
                var woken = MappingEngine.Step(mapping, Client, step.State with { Runs = step.State.Runs.SetItem(run.Id, run), Log = log }, new LaneInput.TimerDue(run.Id, run.DueAt!.Value), run.DueAt.Value);
                return begun + JsonSerializer.Serialize(woken.Decisions, JourneyJson.Options) + string.Join(' ', woken.Derived.Select(e => e.Name + e.Property("tag")));
            }
        }
    }

    [Theory]
    [InlineData("waits", false)]
    [InlineData("at once", true)]
    public void A_message_that_is_held_hears_only_what_its_own_arm_waits_for(string arm, bool stays)
    {
        // Both mails are held over night; only the first arm said that an order ends its wait.
        var play = new EnginePlay($$"""
            { "rules": [ { "id": "a", "mode": "live", "when": "checkout.started", "then": [ { "split": { "arms": [
                { "name": "{{(arm == "waits" ? "x" : "waits")}}", "share": "1%", "then": [ { "wait": "PT1H", "until": [ "order.placed" ] }, {{Mail("one")}} ] }, { "name": "{{arm}}", "then": [ {{(arm == "waits" ? """{ "wait": "PT1H", "until": [ "order.placed" ] },""" : "")}} {{Mail("two")}} ] } ] } } ] } ] }
            """).Knows("mail:c", "1");
        play.At(TimeSpan.FromDays(-1), "consent.given").At(TimeSpan.FromHours(13), "checkout.started").Until(TimeSpan.FromHours(15));
        Assert.Equal(RunState.Held, play.State.Runs.Values.Single(r => r.Rule == "a").State);
        play.At(TimeSpan.FromHours(15), "order.placed", "o1");
        Assert.Equal(stays, play.State.Runs.Values.Any(r => r.Rule == "a"));

        static string Mail(string tag) => $$"""{ "do": "mail.tag.add", "with": { "tag": "{{tag}}" }, "touch": "marketing" }""";
    }

    [Theory]
    [InlineData(null, "mailed")]
    [InlineData("mail", "mailed")]
    [InlineData("other", "othered")]
    public void Somebody_of_the_team_gets_the_chosen_arm(string? arm, string tag)
    {
        var loaded = MappingLoader.Load("""
            { "rules": [ { "id": "a", "mode": "off", "when": "order.paid", "then": [ { "split": { "arms": [ { "name": "mail", "then": [ { "do": "mail.tag.add", "with": { "tag": "mailed" } } ] },
                { "name": "other", "then": [ { "do": "mail.tag.add", "with": { "tag": "othered" } } ] } ], "holdout": "80%" } } ] } ] }
            """, "m", Actions.All);
        var client = Client with { Connections = [new("mail", "mailchimp", "Mailchimp", "mail", true)] };
        var team = SubjectState.New("contact:1", 1) with { Identities = ImmutableSortedDictionary<string, string>.Empty.Add("email", "owner@example.com") };
        var tried = MappingEngine.Try(loaded.Mapping!, client, loaded.Mapping!.Rule("a")!, team, team.Facts, Paid("e"), "test:1", EnginePlay.Monday, arm);
        Assert.Equal(tag, Assert.Single(tried.Actions).Arguments["tag"].ToString());
        Assert.Equal($"Chance would put one in ten into '{arm ?? "mail"}': here it is '{arm ?? "mail"}' for sure.", Assert.Single(tried.Skipped));
    }

    private static string Split(string arms, string more = "") => $$"""{ "split": { "arms": [ {{arms}} ]{{more}} } }""";

    private static CompiledMapping Rules(string steps, string words = "\"mode\": \"live\"")
    {
        var loaded = MappingLoader.Load($$"""{ "rules": [ { "id": "a", {{words}}, "when": "order.paid", "then": [ {{steps}} ] } ] }""", "m", Actions.All);
        Assert.Empty(loaded.Mistakes.Select(m => m.ToString()));
        return loaded.Mapping!;
    }

    private static long Contact(string subject) => long.Parse(subject.AsSpan(8), System.Globalization.CultureInfo.InvariantCulture);

    private static JourneyEvent Paid(string key) => new() { NaturalKey = key, Name = "order.paid", Subject = EventSubject.Person, OccurredAt = EnginePlay.Monday, Connection = "shop", Tool = "shopify", Key = key };

    private static ImmutableArray<Decision> Begin(CompiledMapping mapping, string subject) =>
        MappingEngine.Step(mapping, Client, SubjectState.New(subject, Contact(subject)), new LaneInput.Happened(Paid("e")), EnginePlay.Monday).Decisions;

    // Rings what is waited for, so that a split behind a wait is reached too.
    private static string Arm(CompiledMapping mapping, string subject)
    {
        var step = MappingEngine.Step(mapping, Client, SubjectState.New(subject, Contact(subject)), new LaneInput.Happened(Paid("e")), EnginePlay.Monday);
        if (step.Decisions.FirstOrDefault(IsDivision) is null && step.State.Runs.Values.FirstOrDefault(r => r.DueAt is not null) is { } run)
        {
            step = MappingEngine.Step(mapping, Client, step.State, new LaneInput.TimerDue(run.Id, run.DueAt!.Value), run.DueAt.Value);
        }

        return step.Decisions.First(IsDivision).Value!;

        static bool IsDivision(Decision d) => d.Verdict == Verdict.Divided || d is { Verdict: Verdict.HeldOut, Step: not null };
    }

    private static string Who(string arm, CompiledMapping mapping) => Many.First(s => Arm(mapping, s) == arm);

    private static SubjectState Kept(StepResult step) => step.State with { Runs = step.State.Runs.RemoveRange(step.State.Runs.Where(r => r.Value.State > RunState.Approval).Select(r => r.Key)) };
}
