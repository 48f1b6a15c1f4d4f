using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Contacts;

/// <summary>
/// Finds the contact that an event's claims mean: vendor ids first, then verified e-mail, then phone, then unverified e-mail where nothing stronger speaks against it.
/// One instance serves one batch, so that two envelopes of a new person make one contact. A lane is a client, hence no locks.
/// </summary>
public sealed class ContactResolver(Dictionary<IdentityKey, long> known, HubIds ids)
{
    /// <summary>Keys that this batch found for the first time.</summary>
    public List<NewIdentity> Added { get; } = [];

    /// <summary>Contacts that this batch made.</summary>
    public HashSet<long> Created { get; } = [];

    /// <summary>Pairs of contacts that share a verified key: likely one person.</summary>
    public List<(long One, long Other, IdentityKey Key)> Doubles { get; } = [];

    /// <summary>The contact, made when none is known; null when no claim can be used.</summary>
    /// <param name="claims">Claims with their canonical keys.</param>
    /// <param name="envelope">Envelope that claims it.</param>
    public long? Resolve(IReadOnlyList<(IdentityKey Key, bool Verified)> claims, long envelope)
    {
        if (claims.Count == 0)
        {
            return null;
        }

        var contact = claims.OrderBy(Strength).Select(c => known.TryGetValue(c.Key, out var found) ? found : (long?)null).FirstOrDefault(f => f is not null);
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
            }
            else if (owner != contact && verified)
            {
                Doubles.Add((owner, contact.Value, key));
            }
        }

        return contact;
    }

    private static int Strength((IdentityKey Key, bool Verified) claim) => claim.Key.Kind switch
    {
        IdentityKind.VendorId => 0,
        IdentityKind.Email => claim.Verified ? 1 : 3,
        _ => 2,
    };
}
