using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Contacts;

/// <summary>
/// Finds the contact that an event's claims mean: vendor ids first, then verified e-mail, then phone, then unverified e-mail where nothing stronger speaks against it.
/// One instance serves one batch, so that two envelopes of a new person make one contact. A lane is a client, hence no locks.
/// </summary>
/// <param name="known">Keys that are known and whose they are.</param>
/// <param name="vendorIds">Vendor ids of the contacts behind <paramref name="known"/>, by contact and scope.</param>
/// <param name="ids">Gives new contacts their id.</param>
public sealed class ContactResolver(Dictionary<IdentityKey, long> known, Dictionary<(long Contact, string Scope), string> vendorIds, HubIds ids)
{
    /// <summary>Keys that this batch found for the first time.</summary>
    public List<NewIdentity> Added { get; } = [];

    /// <summary>Contacts that this batch made.</summary>
    public HashSet<long> Created { get; } = [];

    /// <summary>Pairs that share a key but whose tools hold them for two people: shown to a person, never joined by itself.</summary>
    public List<(long One, long Other, IdentityKey Key)> Doubles { get; } = [];

    /// <summary>Two contacts that the claims prove to be one person, or null. Nothing is remembered: join them first, then resolve.</summary>
    /// <param name="claims">Claims with their canonical keys.</param>
    public ProvenDouble? ProvenBy(IReadOnlyList<(IdentityKey Key, bool Verified)> claims)
    {
        long? contact = null;
        foreach (var (key, _) in claims.Where(c => c.Key.Kind == IdentityKind.VendorId || (c.Key.Kind == IdentityKind.Email && c.Verified)).OrderBy(Strength))
        {
            if (!known.TryGetValue(key, out var owner))
            {
                continue;
            }

            contact ??= owner;
            if (owner != contact && (key.Kind == IdentityKind.VendorId || !Contradict(contact.Value, owner, claims)))
            {
                return new ProvenDouble(Math.Min(contact.Value, owner), Math.Max(contact.Value, owner), key);
            }
        }

        return null;
    }

    /// <summary>The contact, made when none is known; null when no claim can be used.</summary>
    /// <param name="claims">Claims with their canonical keys.</param>
    /// <param name="envelope">Envelope that claims it.</param>
    public long? Resolve(IReadOnlyList<(IdentityKey Key, bool Verified)> claims, long envelope)
    {
        if (claims.Count == 0)
        {
            return null;
        }

        var contact = claims.OrderBy(Strength).Select(c => Found(c, claims)).FirstOrDefault(f => f is not null);
        if (contact is null)
        {
            contact = ids.Next();
            Created.Add(contact.Value);
        }

        foreach (var (key, verified) in claims)
        {
            if (!known.TryGetValue(key, out var owner))
            {
                known[key] = contact.Value;
                Added.Add(new NewIdentity(key, contact.Value, envelope, verified));
                if (key.Kind == IdentityKind.VendorId)
                {
                    vendorIds.TryAdd((contact.Value, key.Scope), key.Value);
                }
            }
            else if (owner != contact && (verified || key.Kind == IdentityKind.Phone))
            {
                Doubles.Add((owner, contact.Value, key));
            }
        }

        return contact;
    }

    private long? Found((IdentityKey Key, bool Verified) claim, IReadOnlyList<(IdentityKey Key, bool Verified)> claims)
    {
        if (!known.TryGetValue(claim.Key, out var contact))
        {
            return null;
        }

        // A shared telephone or an unchecked address joins nobody whom the same tool keeps as another record.
        var weak = claim.Key.Kind == IdentityKind.Phone || (claim.Key.Kind == IdentityKind.Email && !claim.Verified);
        return weak && claims.Any(c => c.Key.Kind == IdentityKind.VendorId && IsRecord(c.Key.Scope) && vendorIds.TryGetValue((contact, c.Key.Scope), out var other) && other != c.Key.Value) ? null : contact;
    }

    // True when one tool keeps the two as different records and the claims do not name both of them.
    private bool Contradict(long one, long other, IReadOnlyList<(IdentityKey Key, bool Verified)> claims) => vendorIds.Any(v =>
        v.Key.Contact == one && IsRecord(v.Key.Scope) && vendorIds.TryGetValue((other, v.Key.Scope), out var second) && second != v.Value &&
        !claims.Any(c => c.Key.Kind == IdentityKind.VendorId && c.Key.Scope == v.Key.Scope && c.Key.Value == second));

    // A person has one record in a tool, but many orders: two orders speak against nobody.
    private static bool IsRecord(string scope) => !scope.EndsWith(":order", StringComparison.Ordinal);

    private static int Strength((IdentityKey Key, bool Verified) claim) => claim.Key.Kind switch
    {
        IdentityKind.VendorId => 0,
        IdentityKind.Email => claim.Verified ? 1 : 3,
        _ => 2,
    };
}
