namespace IntegrationHub.Hub.Tests.Processing;

public sealed class LaneIdentityTests
{
    [Fact]
    public async Task Two_tools_that_know_the_same_address_mean_one_contact()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("order.placed", "1001", "7", "ana@example.com"));
        await lane.Receive("mail", new Shown("email.clicked", "m1", "abc", "ANA@example.com "));
        await lane.RunAsync();
        Assert.Equal(1, lane.Count("contact"));
        Assert.Equal(2, lane.Count("event where contact=(select id from contact)"));
        Assert.Equal(3, lane.Count("identity"));
    }

    [Fact]
    public async Task Two_contacts_proven_one_person_become_the_older_one_with_all_they_had()
    {
        await using var lane = new TestLane();
        await lane.Receive("mail", new Shown("cart.filled", "m1", "abc", "ana@example.com"));
        await lane.Receive("shop", new Shown("cart.filled", "c1", "7"));
        await lane.RunAsync();
        var (older, younger) = (lane.Temp.Count("select min(id) from contact"), lane.Temp.Count("select max(id) from contact"));
        Assert.NotEqual(older, younger);
        await lane.Receive("shop", new Shown("customer.updated", "u0", "9"), new Shown("customer.updated", "u1", "7", "ana@example.com"));
        await lane.RunAsync();
        Assert.Equal($"{older} {younger} hub", lane.Text("select kept||' '||gone||' '||\"by\" from merge"));
        Assert.Equal(younger.ToString(System.Globalization.CultureInfo.InvariantCulture), lane.Text($"select id from contact where merged_into={older}"));
        Assert.Equal(3, lane.Count($"event where contact={older} and subject='contact:{older}'"));
        Assert.Equal(2, lane.Count($"run where contact={older} and subject='contact:{older}' and ended_at is null"));
        Assert.Equal(3, lane.Count($"identity where contact={older}"));
        Assert.Equal("2", lane.Text($"select json_extract(facts,'$.seen.\"cart.filled\".count') from contact where id={older}"));
        Assert.Equal(1, lane.Count($"merge where evidence like '%\"event\":[%' and json_array_length(evidence,'$.event')=1 and json_array_length(evidence,'$.identity')=1"));
        lane.Time.Advance(TimeSpan.FromHours(2));
        await lane.RunAsync();
        Assert.Equal(2, lane.Count($"action where contact={older}"));
    }

    [Fact]
    public async Task Records_that_one_tool_keeps_apart_are_shown_and_not_joined()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("order.placed", "1001", "7", "ana@example.com"));
        await lane.Receive("shop", new Shown("order.placed", "1002", "8", "ben@example.com"));
        await lane.RunAsync();
        await lane.Receive("shop", new Shown("customer.updated", "u1", "8", "ana@example.com"));
        await lane.RunAsync();
        Assert.Equal(0, lane.Count("merge"));
        Assert.Equal(1, lane.Count("alert where kind='double'"));
        Assert.Equal(2, lane.Count("contact where merged_into is null"));
    }
}
