using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Tests.Journal;

public sealed class EnvelopeJournalTests
{
    [Fact]
    public async Task A_delivery_is_stored_with_its_bytes_and_wakes_its_lane()
    {
        await using var temp = new TempStore();
        var waker = new RecordingWaker();
        await using var journal = Journal(temp, waker);
        var appended = await journal.Append(Delivery("{\"id\":1}", Part("w:1")));
        Assert.Equal(new Appended(1, 0), appended);
        Assert.Equal("{\"id\":1}", Encoding.UTF8.GetString(temp.Query("select bytes from body", r => r.GetFieldValue<byte[]>(0)).Single()));
        Assert.Equal("kornhaus", await Soon(() => waker.Lanes.FirstOrDefault()));
    }

    [Fact]
    public async Task The_same_first_key_is_a_duplicate_and_stores_no_second_body()
    {
        await using var temp = new TempStore();
        await using var journal = Journal(temp);
        await journal.Append(Delivery("{}", Part("w:1")));
        Assert.Equal(new Appended(0, 1), await journal.Append(Delivery("{}", Part("w:1"))));
        Assert.Equal(1, temp.Count("select count(*) from body"));
    }

    [Fact]
    public async Task The_same_second_key_under_a_new_first_key_is_a_duplicate()
    {
        await using var temp = new TempStore();
        await using var journal = Journal(temp);
        await journal.Append(Delivery("{}", Part("w:1", "e:orders/create:9:aa")));
        Assert.Equal(new Appended(0, 1), await journal.Append(Delivery("{}", Part("w:2", "e:orders/create:9:aa"))));
    }

    [Fact]
    public async Task Sibling_topics_of_one_action_are_both_kept()
    {
        await using var temp = new TempStore();
        await using var journal = Journal(temp);
        await journal.Append(Delivery("{}", Part("w:1", "e:orders/create:9:aa")));
        Assert.Equal(new Appended(1, 0), await journal.Append(Delivery("{}", Part("w:2", "e:orders/paid:9:aa"))));
    }

    [Fact]
    public async Task The_same_key_of_another_client_is_no_duplicate()
    {
        await using var temp = new TempStore();
        await using var journal = Journal(temp);
        await journal.Append(Delivery("{}", Part("w:1")));
        Assert.Equal(new Appended(1, 0), await journal.Append(Delivery("{}", Part("w:1")) with { Client = "other" }));
    }

    [Fact]
    public async Task A_part_that_cannot_be_read_is_stored_quarantined()
    {
        await using var temp = new TempStore();
        await using var journal = Journal(temp);
        await journal.Append(Delivery("{", Part("w:1") with { Quarantine = "not JSON" }));
        Assert.Equal((3, "not JSON"), temp.Query("select state, reason from envelope", r => (r.GetInt32(0), r.GetString(1))).Single());
    }

    [Fact]
    public async Task Two_hundred_copies_at_once_make_one_row()
    {
        await using var temp = new TempStore();
        await using var journal = Journal(temp);
        var all = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => journal.Append(Delivery("{}", Part("w:1")))));
        Assert.Equal(1, all.Sum(a => a.Stored));
        Assert.Equal(1, temp.Count("select count(*) from envelope"));
    }

    [Fact]
    public async Task Received_equals_stored_and_duplicates_in_the_days_counts()
    {
        await using var temp = new TempStore();
        await using var journal = Journal(temp);
        await Task.WhenAll(Enumerable.Range(0, 90).Select(i => journal.Append(Delivery("{}", Part("w:" + (i % 60))))));
        Assert.Equal(90, temp.Count("select n from counter where kind='received'"));
        Assert.Equal(30, temp.Count("select n from counter where kind='duplicate'"));
        Assert.Equal(60, temp.Count("select count(*) from envelope where state=0"));
    }

    private static EnvelopeJournal Journal(TempStore temp, IWaker? waker = null) =>
        new(temp.Store, new HubIds(TimeProvider.System), TimeProvider.System, waker ?? new RecordingWaker(), new IntakeFirst(TimeProvider.System));

    private static Delivery Delivery(string body, EnvelopePart part) =>
        new("kornhaus", "shop", Encoding.UTF8.GetBytes(body), [part with { Length = Encoding.UTF8.GetByteCount(body) }]);

    private static EnvelopePart Part(string key1, string? key2 = null) => new(0, 0, "orders/create", key1, key2, null);

    private static async Task<T?> Soon<T>(Func<T?> read) where T : class
    {
        for (var i = 0; i < 100 && read() is null; i++)
        {
            await Task.Delay(20);
        }

        return read();
    }
}
