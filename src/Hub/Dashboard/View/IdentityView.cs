using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>One key by which a contact is known, in words.</summary>
/// <param name="Role">Role of the tool, for the icon; <c>hub</c> for an address.</param>
/// <param name="Name">What it is.</param>
/// <param name="Detail">Since when, from where.</param>
/// <param name="Sure">True when a tool vouches for it.</param>
public sealed record IdentityView(string Role, string Name, string Detail, bool Sure)
{
    /// <summary>People first, then addresses; the many ids of orders and carts as one line a kind.</summary>
    public static IReadOnlyList<IdentityView> Of(IReadOnlyList<Identity> identities, ClientLens lens)
    {
        var people = identities.Where(i => !IsThing(i) && Connection(i) != "hub").OrderBy(i => i.Kind).ThenBy(i => i.Since).Select(i => new IdentityView(
            i.Kind == (int)IdentityKind.VendorId ? lens.Role(Connection(i)) : "hub", Says(i, lens), $"Known since {lens.When(i.Since)}", i.Verified));
        var things = identities.Where(IsThing).GroupBy(i => i.Scope, StringComparer.Ordinal).Select(g => new IdentityView(
            lens.Role(Connection(g.First())), $"{Words.Count(g.Count(), Kind(g.First()), Kind(g.First()) + "s")} in {lens.Tool(Connection(g.First()))}", $"The first {lens.When(g.Min(i => i.Since))}", g.All(i => i.Verified)));
        return [.. people, .. things];
    }

    private static bool IsThing(Identity i) => i.Kind == (int)IdentityKind.VendorId && Kind(i) is "order" or "checkout" or "cart" or "deal" or "ticket";

    private static string Says(Identity i, ClientLens lens) => (IdentityKind)i.Kind switch
    {
        IdentityKind.VendorId when Kind(i) == "unique-email" => $"{lens.Tool(Connection(i))} address {Short(i.Value)}",
        IdentityKind.VendorId => $"{lens.Tool(Connection(i))} {Kind(i)} {Short(i.Value)}",
        IdentityKind.Phone when i.Value.Length > 8 => $"{i.Value[..^6]} ••• •{i.Value[^2..]}",
        _ => i.Value,
    };

    // A hash of 32 digits helps nobody to recognise anything.
    private static string Short(string value) => value.Length > 20 ? value[..4] + "…" + value[^3..] : value;

    private static string Connection(Identity i) => i.Scope.Split(':', '/')[0];

    private static string Kind(Identity i) => i.Scope.Contains(':', StringComparison.Ordinal) ? i.Scope[(i.Scope.IndexOf(':', StringComparison.Ordinal) + 1)..] : "record";
}
