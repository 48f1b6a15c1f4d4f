using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Tests.Contacts;

public sealed class ContactResolverTests
{
    private static readonly IdentityKey Customer7 = new(IdentityKind.VendorId, "shop:customer", "7");
    private static readonly IdentityKey Customer8 = new(IdentityKind.VendorId, "shop:customer", "8");
    private static readonly IdentityKey Member = new(IdentityKind.VendorId, "mail:member", "abc");
    private static readonly IdentityKey Ana = new(IdentityKind.Email, "", "ana@example.com");
    private static readonly IdentityKey Phone = new(IdentityKind.Phone, "", "+41446681800");

    [Fact]
    public void A_vendors_id_counts_more_than_an_address() =>
        Assert.Equal(1, Resolver((Customer7, 1), (Ana, 2)).Resolve([(Ana, false), (Customer7, true)], 5));

    [Fact]
    public void A_checked_address_counts_more_than_a_telephone() =>
        Assert.Equal(1, Resolver((Ana, 1), (Phone, 2)).Resolve([(Phone, false), (Ana, true)], 5));

    [Fact]
    public void A_telephone_counts_more_than_an_unchecked_address() =>
        Assert.Equal(2, Resolver((Ana, 1), (Phone, 2)).Resolve([(Ana, false), (Phone, false)], 5));

    [Fact]
    public void A_new_key_of_a_known_person_is_learnt_with_what_showed_it()
    {
        var resolver = Resolver((Ana, 1));
        resolver.Resolve([(Member, true), (Ana, true)], 5);
        Assert.Equal(new NewIdentity(Member, 1, 5, true), Assert.Single(resolver.Added));
        Assert.Empty(resolver.Created);
    }

    [Fact]
    public void Two_envelopes_of_a_new_person_make_one_contact()
    {
        var resolver = Resolver();
        Assert.Equal(resolver.Resolve([(Customer7, true), (Ana, true)], 5), resolver.Resolve([(Member, true), (Ana, true)], 6));
        Assert.Single(resolver.Created);
    }

    [Fact]
    public void A_shared_telephone_joins_nobody_whom_the_same_shop_keeps_apart() =>
        Assert.NotEqual(1, Resolver((Customer7, 1), (Phone, 1)).Resolve([(Customer8, true), (Phone, false)], 5));

    [Fact]
    public void Another_order_of_the_same_address_is_the_same_person() =>
        Assert.Equal(1, Resolver((Ana, 1), (new(IdentityKind.VendorId, "shop:order", "1001"), 1)).Resolve([(new(IdentityKind.VendorId, "shop:order", "1002"), true), (Ana, false)], 5));

    [Fact]
    public void A_telephone_that_two_records_of_a_shop_share_is_shown_to_a_person()
    {
        var resolver = Resolver((Customer7, 1), (Phone, 1));
        var second = resolver.Resolve([(Customer8, true), (Phone, false)], 5);
        Assert.Equal((1L, second, Phone), Assert.Single(resolver.Doubles));
    }

    [Fact]
    public void Nothing_to_go_by_is_nobody() => Assert.Null(Resolver().Resolve([], 5));

    [Fact]
    public void A_vendors_id_and_a_checked_address_of_two_contacts_prove_one_person() =>
        Assert.Equal(new ProvenDouble(1, 2, Ana), Resolver((Customer7, 2), (Ana, 1), (Member, 1)).ProvenBy([(Customer7, true), (Ana, true)]));

    [Fact]
    public void An_unchecked_address_proves_nothing() => Assert.Null(Resolver((Customer7, 2), (Ana, 1)).ProvenBy([(Customer7, true), (Ana, false)]));

    [Fact]
    public void An_address_that_moved_between_two_records_of_one_shop_proves_nothing() =>
        Assert.Null(Resolver((Customer7, 2), (Ana, 1), (Customer8, 1)).ProvenBy([(Customer7, true), (Ana, true)]));

    [Fact]
    public void Two_records_that_their_tool_itself_names_as_one_are_one_person() =>
        Assert.Equal(new ProvenDouble(1, 2, Customer8), Resolver((Customer7, 1), (Customer8, 2)).ProvenBy([(Customer7, true), (Customer8, true)]));

    private static ContactResolver Resolver(params (IdentityKey Key, long Contact)[] known) => new(
        known.ToDictionary(k => k.Key, k => k.Contact),
        known.Where(k => k.Key.Kind == IdentityKind.VendorId).ToDictionary(k => (k.Contact, k.Key.Scope), k => k.Key.Value),
        new HubIds(TimeProvider.System));
}
