using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Tests.Delivering;

public sealed class CoalescingTests
{
    private static readonly ActionInfo Batched = new("tag.add", "put the tag {tag}", true, 3, [new("tag", true)], BatchBy: "tag");

    [Fact]
    public void One_tag_of_many_people_goes_in_calls_of_the_batch_size() =>
        Assert.Equal([3, 2], Coalescing.Round(Enumerable.Range(1, 5).Select(i => Due(i, "vip")), _ => Batched).Select(c => c.Length));

    [Fact]
    public void Two_tags_go_in_two_calls() =>
        Assert.Equal(2, Coalescing.Round([Due(1, "vip"), Due(2, "cold")], _ => Batched).Count);

    [Fact]
    public void Spaces_and_case_make_no_other_tag() =>
        Assert.Single(Coalescing.Round([Due(1, "vip"), Due(2, " VIP ")], _ => Batched));

    [Fact]
    public void A_tag_that_starts_a_flow_goes_alone() =>
        Assert.Equal(3, Coalescing.Round([Due(1, "welcome", startsFlow: true), Due(2, "welcome", startsFlow: true), Due(3, "welcome")], _ => Batched).Count);

    [Fact]
    public void Of_one_person_only_the_earliest_takes_part() =>
        Assert.Equal([1L], Coalescing.Round([Due(2, "b", subject: "contact:1"), Due(1, "a", subject: "contact:1")], _ => Batched).SelectMany(c => c).Select(a => a.Id));

    [Fact]
    public void A_newer_note_line_takes_the_place_of_an_older_one() =>
        Assert.Equal([(1L, 2L)], Coalescing.Superseded([Due(1, "", subject: "contact:1", verb: "note.set"), Due(2, "", subject: "contact:1", verb: "note.set")], 0).Select(s => (s.Dropped.Id, s.By.Id)));

    [Fact]
    public void What_no_connector_knows_goes_one_by_one() =>
        Assert.Equal(2, Coalescing.Round([Due(1, "a"), Due(2, "a")], _ => null).Count);

    [Fact]
    public void A_tag_that_starts_a_flow_is_never_pointless() =>
        Assert.Empty(Coalescing.Superseded([Due(1, "welcome", startsFlow: true, subject: "contact:1"), Due(2, "welcome", subject: "contact:1", verb: "tag.remove")], 0));

    [Fact]
    public void Of_a_tag_put_taken_and_put_again_only_the_last_goes() =>
        Assert.Equal([(1L, 3L), (2L, 3L)], Coalescing.Superseded([Due(1, "vip", subject: "contact:1"), Due(2, "vip", subject: "contact:1", verb: "tag.remove"), Due(3, "vip", subject: "contact:1")], 0)
            .Select(s => (s.Dropped.Id, s.By.Id)).Order());

    [Fact]
    public void What_is_not_due_yet_takes_nobodys_place() =>
        Assert.Empty(Coalescing.Superseded([Due(1, "vip", subject: "contact:1"), Due(2, "vip", subject: "contact:1", verb: "tag.remove")], -1));

    [Fact]
    public void Clients_of_a_shared_login_take_turns() =>
        Assert.Equal(["ana", "bob", "ana", "ana"], Coalescing.Round([Due(1, "a"), Due(2, "b"), Due(3, "c"), Due(4, "a") with { Client = "bob" }], _ => null).Select(c => c[0].Client));

    private static DueAction Due(long id, string tag, bool startsFlow = false, string? subject = null, string verb = "tag.add") => new(
        id, "ana", "k" + id, "list", verb, "mail." + verb, "r", "r|k|1", "s1", id, subject ?? "contact:" + id, null, "p" + id + "@example.com", TouchClass.Internal, 0, null,
        $$"""{"tag":"{{tag}}"}""", null, 1, null, 0, 0, null, startsFlow);
}
