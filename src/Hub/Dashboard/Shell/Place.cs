using MudBlazor;

namespace IntegrationHub.Hub.Dashboard.Shell;

/// <summary>A place of a client: its page, and how one gets there.</summary>
/// <param name="Id">Last part of the address; empty for Home.</param>
/// <param name="Name">Name in the drawer.</param>
/// <param name="Key">The key after <c>G</c>.</param>
/// <param name="Icon">Its icon.</param>
public sealed record Place(string Id, string Name, string Key, string Icon)
{
    /// <summary>All places of a client, in the drawer's order.</summary>
    public static IReadOnlyList<Place> All { get; } =
    [
        new("", "Home", "h", Icons.Material.Outlined.Home), new("contacts", "Contacts", "c", Icons.Material.Outlined.Groups), new("mappings", "Mappings", "m", Icons.Material.Outlined.Rule),
        new("inbox", "Inbox", "i", Icons.Material.Outlined.Inbox), new("connections", "Connections", "o", Icons.Material.Outlined.Cable), new("log", "Log", "l", Icons.Material.Outlined.ReceiptLong),
    ];

    /// <summary>Those of the phone's bottom bar; the others stand under More.</summary>
    public static IReadOnlyList<Place> OnPhone { get; } = [.. new[] { "", "inbox", "contacts", "log" }.Select(id => All.First(p => p.Id == id))];

    /// <summary>The address at a client.</summary>
    public string At(string client) => $"/c/{client}" + (Id.Length == 0 ? "" : "/" + Id);
}
