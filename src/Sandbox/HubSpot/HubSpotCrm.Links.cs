using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

// Associations between records.
internal sealed partial class HubSpotCrm
{
    public IEnumerable<HubSpotAssociation> LinksOf(HubSpotObject from, HubSpotTypes? to = null) =>
        _linksOf.TryGetValue((from.Type, from.Id), out var links) ? links.Where(l => to is null || l.ToType == to.Plural) : [];

    public void Link(HubSpotObject from, HubSpotObject to, int? typeId, HubSpotActor by, string requestId = "")
    {
        var id = typeId ?? HubSpotAssociation.DefaultTypeId(from.Type, to.Type)
            ?? throw HubSpotRefusalException.Invalid($"No default association type between {from.Type} and {to.Type}");
        var link = new HubSpotAssociation(from.Type, from.Id, to.Type, to.Id, id);
        if (!Tie(link)) return;
        Note("association.create", from.Type + "/" + from.IdText, by, requestId, [("to", to.Type + "/" + to.IdText)]);
        Linked(link, false, by);
    }

    public void Unlink(HubSpotObject from, HubSpotObject to, HubSpotActor by, string requestId = "")
    {
        foreach (var link in LinksOf(from, HubSpotTypes.Of(to.Type)).Where(l => l.ToId == to.Id).ToList())
        {
            Cut(link);
            Note("association.delete", from.Type + "/" + from.IdText, by, requestId, [("to", to.Type + "/" + to.IdText)]);
            Linked(link, true, by);
        }
    }

    private void Linked(HubSpotAssociation link, bool removed, HubSpotActor by)
    {
        foreach (var side in new[] { link, link.Reverse() })
        {
            Happened.Add(new HubSpotHappening(HubSpotTypes.Of(side.FromType), "associationChange", side.FromId, Milliseconds(_world.Now), by)
            {
                Link = side, LinkRemoved = removed,
            });
        }
    }

    private bool Tie(HubSpotAssociation link)
    {
        if (!_links.Add(link)) return false;
        foreach (var side in new[] { link, link.Reverse() })
        {
            _links.Add(side);
            if (!_linksOf.TryGetValue((side.FromType, side.FromId), out var all)) _linksOf[(side.FromType, side.FromId)] = all = [];
            all.Add(side);
        }

        return true;
    }

    private void Cut(HubSpotAssociation link)
    {
        foreach (var (from, to) in new[] { ((link.FromType, link.FromId), (link.ToType, link.ToId)), ((link.ToType, link.ToId), (link.FromType, link.FromId)) })
        {
            if (!_linksOf.TryGetValue(from, out var all)) continue;
            foreach (var gone in all.Where(l => (l.ToType, l.ToId) == to).ToList())
            {
                all.Remove(gone);
                _links.Remove(gone);
            }
        }
    }
}
