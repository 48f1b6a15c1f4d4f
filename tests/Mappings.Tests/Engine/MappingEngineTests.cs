using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Tests.Engine;

public sealed class MappingEngineTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ClientContext Client = new("kornhaus", "Kornhaus", "Europe/Berlin", "EUR", "de",
        [new("shop", "shopify", "Shopify", "shop", true), new("mail", "mailchimp", "Mailchimp", "mail", true)], [], 4);

    private static readonly CompiledMapping Cart = Load("""{ "extends": ["pack:online-shop"], "rules": [ { "id": "cart-reminder", "mode": "live", "holdout": "0%" } ] }""");

    [Fact]
    public void A_left_checkout_is_reminded_once()
    {
        var (state, actions, _) = Play(Cart, [Yes(), Checkout()], Monday.AddHours(4));
        Assert.Equal(["mail.field.set", "mail.tag.add"], actions.Select(a => a.Name));
        Assert.Equal(1, state.Facts.Count("checkout.abandoned"));
    }

    [Fact]
    public void Ordering_ends_the_reminder()
    {
        var (_, actions, decisions) = Play(Cart, [Yes(), Checkout(), Event("order.placed", 80, "o1")], Monday.AddHours(4));
        Assert.Empty(actions);
        Assert.Contains(decisions, d => d.Verdict == Verdict.Exited);
    }

    [Fact]
    public void Without_a_recorded_yes_no_message_goes()
    {
        var (_, actions, decisions) = Play(Cart, [Checkout()], Monday.AddHours(4));
        Assert.DoesNotContain(actions, a => a.Class == TouchClass.Marketing);
        Assert.Contains(decisions, d => d.Verdict == Verdict.NoConsent);
    }

    [Fact]
    public void An_opt_out_in_one_tool_stops_all()
    {
        var (_, actions, _) = Play(Cart, [Yes(), Event("consent.withdrawn", 5, "no") with { Connection = "shop" }, Checkout()], Monday.AddHours(4));
        Assert.DoesNotContain(actions, a => a.Class == TouchClass.Marketing);
    }

    [Fact]
    public void At_night_the_message_is_held_until_morning()
    {
        var (state, actions, _) = Play(Cart, [Yes(), Checkout() with { OccurredAt = Monday.AddHours(9) }], Monday.AddHours(12));
        Assert.DoesNotContain(actions, a => a.Class == TouchClass.Marketing);
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 7, 0, 0, TimeSpan.Zero), Assert.Single(state.Runs.Values, r => r.State == RunState.Held).DueAt);
    }

    [Fact]
    public void Two_mails_by_hand_use_up_the_cap()
    {
        var (_, _, decisions) = Play(Cart, [Yes(), Event("email.sent", 2, "m1"), Event("email.sent", 3, "m2"), Checkout()], Monday.AddHours(4));
        Assert.Contains(decisions, d => d is { Verdict: Verdict.Capped, Value: "2 of 2" });
    }

    [Fact]
    public void History_starts_nothing()
    {
        var (_, actions, decisions) = Play(Cart, [Yes(), Checkout() with { Historical = true }], Monday.AddHours(4));
        Assert.Empty(actions);
        Assert.Empty(decisions);
    }

    [Fact]
    public void An_echo_triggers_nothing()
    {
        var mapping = Load(Tagging);
        var echo = Event("contact.tagged", 1, "t") with { Cause = new("k", 1, true), Properties = Props(("tag", "a")) };
        Assert.Empty(Play(mapping, [echo], Monday.AddHours(1)).Decisions);
    }

    [Fact]
    public void A_chain_of_our_own_tags_is_stopped()
    {
        var mapping = Load(Tagging);
        var (_, _, decisions) = Play(mapping, [Event("contact.tagged", 1, "t") with { Properties = Props(("tag", "b")) }], Monday.AddHours(1));
        Assert.Contains(decisions, d => d.Verdict == Verdict.LoopStopped);
    }

    [Fact]
    public void Shadow_watches_and_does_nothing()
    {
        var mapping = Load("""{ "extends": ["pack:online-shop"], "rules": [ { "id": "cart-reminder", "mode": "shadow", "holdout": "0%" } ] }""");
        var (_, actions, decisions) = Play(mapping, [Yes(), Checkout()], Monday.AddHours(4));
        Assert.Empty(actions);
        Assert.Contains(decisions, d => d.Verdict == Verdict.Watched);
    }

    [Fact]
    public void The_same_input_gives_the_same_result()
    {
        var one = Play(Cart, [Yes(), Checkout()], Monday.AddHours(4));
        var two = Play(Cart, [Yes(), Checkout()], Monday.AddHours(4));
        Assert.Equal(one.Actions.Select(a => a.Key), two.Actions.Select(a => a.Key));
        Assert.Equal(one.Decisions, two.Decisions);
    }

    private const string Tagging = """
        { "rules": [ { "id": "a", "mode": "live", "when": "contact.tagged[b]", "then": [ { "do": "hub.tag.remove", "with": { "tag": "b" } }, { "do": "hub.tag.add", "with": { "tag": "a" } } ] },
                     { "id": "b", "mode": "live", "when": "contact.tagged[a]", "then": [ { "do": "hub.tag.remove", "with": { "tag": "a" } }, { "do": "hub.tag.add", "with": { "tag": "b" } } ] } ] }
        """;

    private static CompiledMapping Load(string text)
    {
        var loaded = MappingLoader.Load(text, "m.json", Actions.All);
        Assert.Empty(loaded.Mistakes.Select(m => m.ToString()));
        return loaded.Mapping!;
    }

    private static (SubjectState State, List<PlannedAction> Actions, List<Decision> Decisions) Play(CompiledMapping mapping, JourneyEvent[] events, DateTimeOffset end)
    {
        var state = SubjectState.New("contact:1", 1) with { Identities = ImmutableSortedDictionary<string, string>.Empty.Add("email", "b@example.com") };
        var (actions, decisions) = (new List<PlannedAction>(), new List<Decision>());
        void Take(LaneInput input, DateTimeOffset now)
        {
            var step = MappingEngine.Step(mapping, Client, state, input, now);
            state = step.State with { Runs = step.State.Runs.RemoveRange(step.State.Runs.Where(r => r.Value.State > RunState.Approval).Select(r => r.Key)) };
            actions.AddRange(step.Actions);
            decisions.AddRange(step.Decisions);
        }

        void Until(DateTimeOffset time)
        {
            while (state.Runs.Values.Where(r => r.DueAt <= time).MinBy(r => r.DueAt) is { } run)
            {
                Take(new LaneInput.TimerDue(run.Id, run.DueAt!.Value), run.DueAt!.Value);
            }
        }

        foreach (var e in events)
        {
            Until(e.OccurredAt);
            Take(new LaneInput.Happened(e), e.OccurredAt);
        }

        Until(end);
        return (state, actions, decisions);
    }

    private static JourneyEvent Yes() => Event("consent.given", 0, "yes") with { Connection = "mail" };

    private static JourneyEvent Checkout() => Event("checkout.started", 10, "c1") with { Key = "c0ff", Money = new(40, "EUR"), Properties = Props(("recoveryUrl", "https://example.com/c")) };

    private static ImmutableSortedDictionary<string, Value> Props(params (string Name, string Value)[] items) => items.ToImmutableSortedDictionary(i => i.Name, i => Value.Of(i.Value));

    private static JourneyEvent Event(string name, int minutes, string key) => new()
    {
        NaturalKey = key, Name = name, Subject = EventSubject.Person, OccurredAt = Monday.AddMinutes(minutes), Connection = "shop", Tool = "shopify",
    };
}
