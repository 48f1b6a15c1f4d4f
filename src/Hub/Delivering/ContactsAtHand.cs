using System.Text.Json;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Hub.Delivering;

/// <summary>
/// Contacts' facts, parsed before the claim so that the writer need not. The claim compares the version: only a contact that changed in between is parsed inside the job.
/// </summary>
internal sealed class ContactsAtHand
{
    private readonly Dictionary<long, (long Version, ContactFacts? Facts)> _known = [];

    /// <summary>Reads the contacts of some actions.</summary>
    public ContactsAtHand(StoreReader store, IEnumerable<DueAction> actions)
    {
        foreach (var id in actions.Select(a => a.Contact).OfType<long>().Distinct())
        {
            foreach (var row in store.Query("select version, facts, erased, merged_into from contact where id = @p0",
                         r => (Version: r.GetInt64(0), Facts: r.GetString(1), Erased: r.GetBoolean(2), Merged: !r.IsDBNull(3)), id))
            {
                if (!row.Merged)
                {
                    _known[id] = (row.Version, Parse(row.Facts, row.Erased));
                }
            }
        }
    }

    /// <summary>The contact's facts as they are inside the job; of a merged contact those of the one it became part of. Null when it is not there.</summary>
    public ContactFacts? Now(StoreTransaction store, long? contact)
    {
        for (var (id, steps) = (contact, 0); id is { } one && steps < 8; steps++)
        {
            var rows = store.Query("select version, erased, merged_into from contact where id = @p0",
                r => (Version: r.GetInt64(0), Erased: r.GetBoolean(1), Merged: r.IsDBNull(2) ? (long?)null : r.GetInt64(2)), one);
            if (rows.Count == 0)
            {
                return null;
            }

            if (rows[0].Merged is { } kept)
            {
                id = kept;
                continue;
            }

            return _known.TryGetValue(one, out var known) && known.Version == rows[0].Version && (known.Facts?.Erased ?? false) == rows[0].Erased
                ? known.Facts
                : Parse(store.Scalar<string>("select facts from contact where id = @p0", one) ?? "", rows[0].Erased);
        }

        return null;
    }

    /// <summary>A name field as read before the claim; null when not known.</summary>
    public string? Field(long? contact, string name) =>
        contact is { } id && _known.TryGetValue(id, out var known) ? known.Facts?.Field(name).Text : null;

    private static ContactFacts? Parse(string facts, bool erased)
    {
        try
        {
            var read = facts.Length == 0 ? ContactFacts.Empty : JsonSerializer.Deserialize<ContactFacts>(facts, JourneyJson.Options);
            return erased ? (read ?? ContactFacts.Empty) with { Erased = true } : read;
        }
        catch (JsonException)
        {
            return erased ? ContactFacts.Empty with { Erased = true } : null; // unreadable facts are no recorded yes
        }
    }
}
