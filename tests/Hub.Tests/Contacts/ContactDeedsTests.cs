using System.Globalization;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Processing;

namespace IntegrationHub.Hub.Tests.Contacts;

public sealed class ContactDeedsTests : IAsyncLifetime
{
    private readonly TestLane _lane = new();
    private readonly IntakeFirst _intake = new(TimeProvider.System);
    private EnvelopeJournal? _journal;

    private ContactDeeds Deeds => new(_lane.Temp.Store, _journal!, _lane.Time);

    public Task InitializeAsync()
    {
        _journal = new EnvelopeJournal(_lane.Temp.Store, new HubIds(_lane.Time), _lane.Time, _lane.Waker, _intake);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _journal!.DisposeAsync();
        _intake.Dispose();
        await _lane.DisposeAsync();
    }

    [Fact]
    public async Task A_pause_is_an_event_of_the_contact_with_who_and_why()
    {
        var anna = await Somebody("7");
        Assert.True(await Deeds.PauseAsync(TestLane.Client, anna, "all", null, "friend of mine, I write myself", "Sample owner"));
        await _lane.RunAsync();
        var said = _lane.Text($"select data from event where name='hub.paused' and contact={anna}");
        Assert.Contains("friend of mine, I write myself", said, StringComparison.Ordinal);
        Assert.Contains("Sample owner", said, StringComparison.Ordinal);
        Assert.Equal(1, _lane.Count("contact"));
    }

    [Fact]
    public async Task Two_pauses_and_their_end_are_three_events()
    {
        var anna = await Somebody("7");
        await Deeds.PauseAsync(TestLane.Client, anna, "marketing", null, "one", "a");
        _lane.Time.Advance(TimeSpan.FromHours(1));
        await Deeds.PauseAsync(TestLane.Client, anna, "marketing", null, "two", "b");
        await Deeds.ResumeAsync(TestLane.Client, anna, "a");
        await _lane.RunAsync();
        Assert.Equal(2, _lane.Count("event where name='hub.paused'"));
        Assert.Equal(1, _lane.Count("event where name='hub.resumed'"));
    }

    [Fact]
    public async Task Joined_contacts_are_one_and_the_suggestion_is_settled()
    {
        var (one, other) = (await Somebody("7"), await Somebody("8"));
        await _lane.Execute($"insert into alert(id,client,key,kind,text,raised_at) values (1,'{TestLane.Client}','double:{Math.Min(one, other)}:{Math.Max(one, other)}','double','two',0)");
        Assert.True(await Deeds.JoinAsync(TestLane.Client, other, one, "Sample owner"));
        await _lane.RunAsync();
        Assert.Equal(Math.Min(one, other).ToString(CultureInfo.InvariantCulture), _lane.Text("select id from contact where merged_into is null"));
        Assert.Equal(2, _lane.Count($"event where name='order.placed' and contact={Math.Min(one, other)}"));
        Assert.Equal("a person", _lane.Text("select \"by\" from merge"));
        Assert.Equal(1, _lane.Count("alert where kind='double' and solved_at is not null"));
    }

    [Fact]
    public async Task What_is_not_there_is_refused_and_leaves_nothing()
    {
        var anna = await Somebody("7");
        Assert.False(await Deeds.PauseAsync(TestLane.Client, anna + 1, "all", null, "x", "y"));
        Assert.False(await Deeds.PauseAsync("another", anna, "all", null, "x", "y"));
        Assert.False(await Deeds.JoinAsync(TestLane.Client, anna, anna, "y"));
        Assert.Equal(0, _lane.Count("envelope where connection='hub'"));
        Assert.Equal(0, _lane.Count("identity where scope='hub:contact'"));
    }

    private async Task<long> Somebody(string customer)
    {
        await _lane.Receive("shop", new Shown("order.placed", "o" + customer, customer));
        await _lane.RunAsync();
        return long.Parse(_lane.Text($"select contact from identity where value='{customer}'"), CultureInfo.InvariantCulture);
    }
}
