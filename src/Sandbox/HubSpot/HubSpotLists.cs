using System.Globalization;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>The account's contact lists. Called under the simulator's lock.</summary>
internal sealed class HubSpotLists(SandboxWorld world)
{
    private readonly Dictionary<long, HubSpotList> _lists = [];

    public IEnumerable<HubSpotList> All => _lists.Values;

    public HubSpotList Create(string name, string processingType)
    {
        if (processingType is not ("MANUAL" or "DYNAMIC" or "SNAPSHOT")) throw HubSpotRefusalException.Invalid("processingType must be MANUAL, DYNAMIC or SNAPSHOT");
        if (_lists.Values.Any(l => string.Equals(l.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new HubSpotRefusalException(400, "VALIDATION_ERROR", $"A list named {name} already exists", subCategory: "ILS.DUPLICATE_LIST_NAMES");
        }

        var list = new HubSpotList(world.Ids.Next("hubspot.lists", 21), name, processingType);
        return _lists[list.Id] = list;
    }

    public HubSpotList Get(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && _lists.TryGetValue(n, out var list)
            ? list : throw new HubSpotRefusalException(404, "OBJECT_NOT_FOUND", $"List does not exist with ID {id}.", subCategory: "ILS.LIST_NOT_FOUND");
}
