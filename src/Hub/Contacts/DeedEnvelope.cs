using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Contacts;

/// <summary>
/// What a person does in the hub itself, to a contact or to what goes out for the whole client, as an envelope of the connection <c>hub</c>: journaled like everything else, so that it has its
/// place in the lane's order and can be replayed.
/// </summary>
internal static class DeedEnvelope
{
    /// <summary>The hub as a connection.</summary>
    public const string Connection = "hub";

    /// <summary>Scope of a contact's own id among the keys by which contacts are found.</summary>
    public const string Scope = "hub:contact";

    private static readonly ImmutableArray<string> ToContacts = ["hub.paused", "hub.resumed", "contact.merged", "contact.untagged"];
    private static readonly ImmutableArray<string> ToAll = ["hub.stopped", "hub.continued", "hub.published", "hub.undone", "hub.skipped", "hub.held", "hub.tested", "hub.shared", "hub.share.answered", "hub.share.withdrawn", "hub.connected", "hub.disconnected", "hub.resubscribed", "hub.backfill.asked", "hub.backfill.ended"];

    /// <summary>The bytes of a deed.</summary>
    public static byte[] Write(string name, IReadOnlyList<long> contacts, IReadOnlyDictionary<string, string> properties) => JsonSerializer.SerializeToUtf8Bytes(new Deed(name, contacts, properties));

    /// <summary>The event of a deed of this name; null when the envelope holds something else.</summary>
    public static JourneyEvent? Find(Normalised normalised, string name) => normalised.Events is [{ Event: { Tool: "hub" } fact }] && fact.Name == name ? fact : null;

    /// <summary>The event in it. Pure; never throws.</summary>
    public static Normalised Normalise(string client, long envelope, ReadOnlyMemory<byte> bytes, DateTimeOffset at)
    {
        try
        {
            var deed = JsonSerializer.Deserialize<Deed>(bytes.Span);
            if (deed is null || !(deed.Contacts.Count > 0 ? ToContacts : ToAll).Contains(deed.Name))
            {
                return Normalised.Unreadable("No deed of a person that the hub knows.");
            }

            var properties = deed.Properties.Where(p => p.Value.Length > 0).ToImmutableSortedDictionary(
                p => p.Key, p => p.Key == "until" && DateTimeOffset.TryParse(p.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) ? Value.Of(until) : Value.Of(p.Value),
                StringComparer.Ordinal);
            return new()
            {
                Events =
                [
                    new(new JourneyEvent
                    {
                        NaturalKey = string.Create(CultureInfo.InvariantCulture, $"{Connection}:{client}:{deed.Name}:{envelope}"), Name = deed.Name, Subject = deed.Contacts.Count > 0 ? EventSubject.Person : EventSubject.Thing, OccurredAt = at,
                        Connection = Connection, Tool = "hub", Properties = properties,
                        Identities = [.. deed.Contacts.Select(c => IdentityClaim.Vendor(Connection, "contact", c.ToString(CultureInfo.InvariantCulture)))],
                    }, []),
                ],
            };
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            return Normalised.Unreadable("Not readable as a deed: " + fault.Message);
        }
    }

    private sealed record Deed(string Name, IReadOnlyList<long> Contacts, IReadOnlyDictionary<string, string> Properties);
}
