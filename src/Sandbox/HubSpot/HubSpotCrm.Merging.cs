using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

// Joining and forgetting records.
internal sealed partial class HubSpotCrm
{
    /// <summary>Joins two records: the primary's values win, gaps are filled from the other, links move over.</summary>
    public HubSpotObject Merge(HubSpotTypes type, HubSpotObject primary, HubSpotObject other, HubSpotActor by, string requestId = "")
    {
        if (primary == other) throw HubSpotRefusalException.Invalid("An object cannot be merged with itself");
        var now = Milliseconds(_world.Now);
        var moved = other.PropertyNames.Where(p => Definition(type, p) is { ReadOnly: false } && primary[p] is null && other[p] is not null)
            .ToDictionary(p => p, p => other[p]);
        var gone = new List<HubSpotObject> { other };
        var survivor = primary;
        if (MergeMakesNewId)
        {
            survivor = new HubSpotObject(type.Plural, _world.Ids.Next("hubspot." + type.Plural, type.FirstId), primary.CreatedAt);
            _objects[type.Plural][survivor.Id] = survivor;
            foreach (var name in primary.PropertyNames.ToList())
            {
                foreach (var old in primary.History(name)) survivor.Set(name, old.Value, old.At, old.By);
            }

            survivor.Set("hs_object_id", survivor.IdText, now, by);
            gone.Add(primary);
        }

        foreach (var old in gone)
        {
            FreeUnique(type, old);
            foreach (var link in LinksOf(old).ToList())
            {
                Cut(link);
                Tie(link with { FromId = survivor.Id });
            }

            _objects[type.Plural].Remove(old.Id);
            _mergedInto[(type.Plural, old.Id)] = survivor.Id;
        }

        foreach (var name in survivor.PropertyNames.Where(p => Definition(type, p)?.HasUniqueValue == true && survivor[p] is not null).ToList())
        {
            _unique[UniqueKey(type, name, survivor[name]!)] = survivor.Id;
        }

        foreach (var (name, value) in moved) Put(type, survivor, name, value, now, by);
        survivor.Set("hs_merged_object_ids", string.Join(';', gone.Select(g => g.IdText)), now, by);
        Touch(type, survivor, now, by);
        Note(type.Singular + ".merge", survivor.IdText, by, requestId, [("primary", primary.IdText), ("merged", other.IdText)]);
        Happened.Add(new HubSpotHappening(type, "merge", survivor.Id, now, by)
        {
            MergedIds = [other.Id], NewObjectId = survivor.Id, Value = primary.IdText, MovedProperties = moved.Count,
        });
        return survivor;
    }

    /// <summary>Deletes for good. An e-mail nobody has is put on the block list.</summary>
    public void Forget(string key, string? idProperty, HubSpotActor by, string requestId = "")
    {
        var type = HubSpotTypes.Of("contacts");
        var found = Find(type, key, idProperty);
        if (idProperty == "email" || found?["email"] is not null) _blockedEmails.Add(found?["email"] ?? key);
        if (found is null)
        {
            if (idProperty != "email") throw HubSpotRefusalException.NotFound();
            Note("contact.gdpr-block", SandboxIds.HexOf(key, 16), by, requestId, []);
            return;
        }

        FreeUnique(type, found);
        foreach (var link in LinksOf(found).ToList()) Cut(link);
        _objects[type.Plural].Remove(found.Id);
        Note("contact.gdpr-delete", found.IdText, by, requestId, []);
        Happened.Add(new HubSpotHappening(type, "privacyDeletion", found.Id, Milliseconds(_world.Now), by));
    }
}
