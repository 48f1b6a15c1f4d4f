using System.Text.Json;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Hub.Delivering;

/// <summary>
/// Contacts' facts, parsed before the claim so that the writer need not. The claim compares the versions in one query: only a contact that changed in between is parsed inside
/// the job.
/// </summary>
internal sealed class ContactsAtHand
{
    private readonly Dictionary<long, (long Version, ContactFacts? Facts)> _known = [];

    /// <summary>Reads the contacts of some actions.</summary>
    public ContactsAtHand(StoreReader store, IEnumerable<DueAction> actions)
    {
        foreach (var row in store.Query("select id, version, facts, erased from contact where merged_into is null and id in (select value from json_each(@p0))",
                     r => (Id: r.GetInt64(0), Version: r.GetInt64(1), Facts: r.GetString(2), Erased: r.GetBoolean(3)), SqlList.Of(actions.Select(a => a.Contact).OfType<long>().Distinct())))
        {
            _known[row.Id] = (row.Version, Parse(row.Facts, row.Erased));
        }
    }

    /// <summary>
    /// The contacts as they are inside the job, by the id the action carries; of a merged contact those of the one it became part of. One that is not there is left out.
    /// </summary>
    public Dictionary<long, ContactNow> Now(StoreTransaction store, IEnumerable<DueAction> actions)
    {
        var wanted = actions.Select(a => a.Contact).OfType<long>().Distinct().ToDictionary(id => id, id => id); // the row in which each is looked for
        var now = new Dictionary<long, ContactNow>();
        for (var steps = 0; wanted.Count > 0 && steps < 8; steps++)
        {
            var rows = store.Query("select id, version, erased, merged_into from contact where id in (select value from json_each(@p0))",
                r => (Id: r.GetInt64(0), Version: r.GetInt64(1), Erased: r.GetBoolean(2), Merged: r.IsDBNull(3) ? (long?)null : r.GetInt64(3)), SqlList.Of(wanted.Values.Distinct())).ToDictionary(r => r.Id);
            var merged = new Dictionary<long, long>();
            foreach (var (contact, id) in wanted)
            {
                if (!rows.TryGetValue(id, out var row))
                {
                    continue;
                }

                if (row.Merged is { } kept)
                {
                    merged[contact] = kept;
                    continue;
                }

                now[contact] = new ContactNow(id, _known.TryGetValue(id, out var known) && known.Version == row.Version && (known.Facts?.Erased ?? false) == row.Erased
                    ? known.Facts
                    : Parse(store.Scalar<string>("select facts from contact where id = @p0", id) ?? "", row.Erased));
            }

            wanted = merged;
        }

        return now;
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
