using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Tests.Processing;

public sealed class LaneProcessorTests
{
    [Fact]
    public async Task An_envelope_becomes_event_contact_decision_and_action()
    {
        await using var lane = new TestLane();
        var envelope = await lane.Receive("shop", new Shown("order.placed", "1001", "7", "Ana@Example.com"));
        await lane.RunAsync();
        Assert.Equal(1, lane.Count($"envelope where id={envelope} and state=1"));
        Assert.Equal(1, lane.Count($"event e join event_evidence v on v.event=e.id and v.envelope={envelope} where e.natural_key='shop:1001:order.placed:'"));
        Assert.Equal("ana@example.com", lane.Text("select email from contact"));
        Assert.Equal(1, lane.Count($"envelope_contact where envelope={envelope} and contact=(select id from contact)"));
        Assert.Equal(2, lane.Count("identity where contact=(select id from contact)"));
        Assert.Equal(1, lane.Count("decision where event=(select id from event) and contact=(select id from contact)"));
        Assert.Equal("mail-login tag.add 0", lane.Text("select \"grant\"||' '||verb||' '||state from action where event=(select id from event)"));
        Assert.Equal("done 1", lane.Text("select kind||' '||n from counter"));
        Assert.Equal(["mail-login"], lane.Waker.Grants);
    }

    [Fact]
    public async Task A_second_sighting_adds_evidence_and_is_not_decided_again()
    {
        await using var lane = new TestLane();
        var order = new Shown("order.placed", "1001", "7");
        await lane.Receive("shop", order);
        await lane.Receive("shop", order);
        await lane.RunAsync();
        await lane.Receive("shop", order);
        await lane.RunAsync();
        Assert.Equal(1, lane.Count("event"));
        Assert.Equal(3, lane.Count("event_evidence"));
        Assert.Equal(["order.placed:1001"], lane.Rules.Seen);
        Assert.Equal(1, lane.Count("action"));
    }

    [Fact]
    public async Task A_turn_of_an_earlier_owner_writes_nothing()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("order.placed", "1001", "7"));
        var earlier = await lane.TakeAsync();
        await lane.TakeAsync();
        await Assert.ThrowsAsync<LaneFencedException>(() => lane.Processor.RunAsync(TestLane.Client, earlier, CancellationToken.None));
        Assert.Equal(0, lane.Count("event"));
        Assert.Equal(0, lane.Count("contact"));
        Assert.Equal(1, lane.Count("envelope where state=0"));
    }

    [Fact]
    public async Task An_envelope_that_no_reader_takes_is_quarantined_and_the_rest_goes_on()
    {
        await using var lane = new TestLane();
        var bad = await lane.Receive("shop", "throws", false);
        await lane.Receive("shop", "unmapped", false);
        await lane.Receive("shop", new Shown("order.placed", "1001", "7"));
        await lane.RunAsync();
        Assert.Contains("no reader could take this", lane.Text($"select reason from envelope where id={bad} and state=3"), StringComparison.Ordinal);
        Assert.Equal("done 1 quarantined 1 unmapped 1", lane.Text("select kind||' '||n from counter order by kind"));
        Assert.Equal(1, lane.Count("action"));
    }

    [Fact]
    public async Task An_envelope_that_the_rules_refuse_leaves_nothing_but_its_quarantine()
    {
        await using var lane = new TestLane();
        var bad = await lane.Receive("shop", new Shown("order.placed", "1001", "7"), new Shown("boom", "1001", "7"));
        await lane.Receive("shop", new Shown("order.placed", "1002", "8"));
        await lane.RunAsync();
        Assert.Equal("3", lane.Text($"select state from envelope where id={bad}"));
        Assert.Equal("shop:1002:order.placed:", lane.Text("select natural_key from event"));
        Assert.Equal("8", lane.Text("select value from identity"));
        Assert.Equal(1, lane.Count("action"));
    }

    [Fact]
    public async Task A_row_that_the_store_refuses_is_found_and_put_away()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("order.placed", "1001", "7"));
        var bad = await lane.Receive("shop", new Shown("unstorable", "1002", "8"));
        await lane.Receive("shop", new Shown("order.placed", "1003", "9"));
        await lane.RunAsync();
        Assert.StartsWith("It cannot be stored", lane.Text($"select reason from envelope where id={bad} and state=3"), StringComparison.Ordinal);
        Assert.Equal(2, lane.Count("envelope where state=1"));
        Assert.Equal(2, lane.Count("action"));
    }

    [Fact]
    public async Task A_timer_rings_when_due_and_only_then()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("cart.filled", "c1", "7"));
        await lane.RunAsync();
        lane.Time.Advance(TimeSpan.FromMinutes(59));
        await lane.RunAsync();
        Assert.Equal(0, lane.Count("action"));
        lane.Time.Advance(TimeSpan.FromMinutes(2));
        await lane.RunAsync();
        Assert.Equal(1, lane.Count("action where rule='remind'"));
        Assert.Equal(1, lane.Count("run where ended_at is not null and due_at is null"));
    }

    [Fact]
    public async Task A_due_timer_goes_before_an_event_that_was_received_after_it()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("cart.filled", "c1", "7"));
        await lane.RunAsync();
        lane.Time.Advance(TimeSpan.FromHours(2));
        await lane.Receive("shop", new Shown("order.placed", "1001", "7"));
        await lane.RunAsync();
        Assert.Equal(["cart.filled:c1", "timer:c1", "order.placed:1001"], lane.Rules.Seen);
    }

    [Fact]
    public async Task An_event_received_before_the_timer_was_due_can_end_its_run()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("cart.filled", "c1", "7"));
        await lane.RunAsync();
        lane.Time.Advance(TimeSpan.FromMinutes(30));
        await lane.Receive("shop", new Shown("order.placed", "1001", "7"));
        lane.Time.Advance(TimeSpan.FromHours(2)); // an outage: both are there when the lane comes back
        await lane.RunAsync();
        Assert.Equal(["cart.filled:c1", "order.placed:1001"], lane.Rules.Seen);
        Assert.Equal(0, lane.Count("action where rule='remind'"));
    }

    [Fact]
    public async Task A_timer_that_fails_is_dropped_with_an_alert_and_does_not_ring_for_ever()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("cart.filled", "cursed", "7"));
        await lane.Receive("shop", new Shown("cart.filled", "c2", "8"));
        await lane.RunAsync();
        lane.Time.Advance(TimeSpan.FromHours(2));
        await lane.RunAsync();
        Assert.Equal(1, lane.Count("alert where key like 'run:remind|shop:cursed%' and text like '%this timer never works%'"));
        Assert.Equal(0, lane.Count("run where ended_at is null"));
        Assert.Equal(1, lane.Count("action"));
    }

    [Fact]
    public async Task An_answer_is_carried_on_once()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("review.posted", "r1", "7"));
        await lane.RunAsync();
        await lane.Execute($"update approval set state=1, \"by\"='Mira', answered_at={lane.Time.GetUtcNow().ToUnixTimeMilliseconds()}");
        await lane.RunAsync();
        await lane.RunAsync();
        Assert.Equal(["review.posted:r1", "answered:True:Mira"], lane.Rules.Seen);
        Assert.Equal(((int)ApprovalState.Closed).ToString(System.Globalization.CultureInfo.InvariantCulture), lane.Text("select state from approval"));
        Assert.Equal(1, lane.Count("action where rule='reply'"));
    }

    [Fact]
    public async Task History_is_marked_as_such()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", "events", true, new Shown("order.placed", "1001", "7"));
        await lane.RunAsync();
        Assert.Equal("1", lane.Text("select historical from event"));
        Assert.Equal(0, lane.Count("action"));
    }

    [Fact]
    public async Task A_late_event_has_the_stage_folded_anew_from_all_events()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("order.placed", "1001", "7"));
        await lane.RunAsync();
        Assert.Equal("", lane.Text("select stage from contact")); // these rules know no stages: what stands there comes from the refold
        await lane.Receive("shop", new Shown("order.placed", "1002", "7"), new Shown("customer.updated", "late", "7"));
        await lane.RunAsync();
        Assert.NotEqual("", lane.Text("select stage from contact"));
        Assert.Equal("shop:1001:order.placed:", lane.Text("select json_extract(facts,'$.stageMoves[0].eventKey') from contact"));
    }

    [Fact]
    public async Task A_pointer_becomes_a_wished_read_and_wakes_its_grant()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", "pointer", false);
        await lane.Receive("shop", "pointer", false);
        await lane.RunAsync();
        Assert.Equal("shop-login review r1", lane.Text("select \"grant\"||' '||kind||' '||object_id from fetch"));
        Assert.Equal(["shop-login"], lane.Waker.Grants);
    }

    [Fact]
    public async Task A_removed_app_is_kept_as_the_connections_state()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", "gone", false);
        await lane.RunAsync();
        Assert.Equal("off The app was removed.", lane.Text("select state||' '||reason from connection_state where connection='shop'"));
    }

    [Fact]
    public async Task What_was_received_before_midnight_is_counted_on_that_day()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("order.placed", "1001", "7"));
        lane.Time.Advance(TimeSpan.FromDays(1));
        await lane.RunAsync();
        Assert.Equal("20261120", lane.Text("select day from counter where kind='done'"));
    }

    [Fact]
    public async Task A_thousand_events_of_many_people_are_worked_off_in_bounded_turns()
    {
        await using var lane = new TestLane();
        for (var i = 0; i < 1000; i++)
        {
            await lane.Receive("shop", new Shown("order.placed", $"o{i}", $"{i % 200}"));
        }

        Assert.InRange(await lane.RunAsync(), 10, 11);
        Assert.Equal(1000, lane.Count("event"));
        Assert.Equal(1000, lane.Count("action"));
        Assert.Equal(200, lane.Count("contact"));
        Assert.Equal(0, lane.Count("envelope where state=0"));
    }
}
