using System.Globalization;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Trying;

/// <summary>Tries a message as if a tool had sent it: cut and read by the connection's own connector and settings, nothing stored, nothing decided.</summary>
public static class MessageTrial
{
    /// <summary>Longest message that is tried.</summary>
    public const int Longest = 256 * 1024;

    /// <summary>Tries it.</summary>
    /// <param name="connection">The connection that it would come to.</param>
    /// <param name="body">The message's body.</param>
    /// <param name="contentType">Its content type; told from its first letter when null.</param>
    /// <param name="now">The time.</param>
    public static TriedMessage Try(ConnectionSetup connection, string body, string? contentType, DateTimeOffset now)
    {
        var (connector, bytes) = (connection.Grant.Connector, Encoding.UTF8.GetBytes(body));
        var type = string.IsNullOrWhiteSpace(contentType) ? body.TrimStart() is ['{' or '[', ..] ? "application/json" : "application/x-www-form-urlencoded" : contentType.Trim();
        var request = new WebhookRequest("POST", "https://hub.invalid/", name => name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) ? type : null, bytes);
        return new([.. connector.Split(request).Parts.Take(50).Select(part => part.Quarantine is { } cut ? new TriedPart(part.Topic, [], cut, true) : Read(connection, connector, part, bytes, now))]);
    }

    private static TriedPart Read(ConnectionSetup connection, IConnector connector, EnvelopePart part, byte[] bytes, DateTimeOffset now)
    {
        var made = connector.Normalise(new(connection.Info, EnvelopeSource.Webhook, part.Topic, bytes.AsMemory(part.Offset, part.Length), now, part.VendorAt, false));
        var why = made.Quarantine ?? made.Unmapped ?? (made.Fetches.IsEmpty ? null : $"It is a pointer only: the hub would read {string.Join(", ", made.Fetches.Select(f => f.Kind))} first.");
        return new(part.Topic, [.. made.Events.Select(e => Of(e.Event))], made.Events.IsEmpty ? why : null, made.Quarantine is not null);
    }

    private static TriedEvent Of(JourneyEvent e) => new(
        e.Name, e.OccurredAt, e.Key, [.. e.Identities.Select(i => i.Kind is IdentityKind.VendorId ? $"{i.Scope} {i.Value}" : i.Value + (i.Kind is IdentityKind.Email && !i.Verified ? " (not checked by the sender)" : ""))],
        e.Fields.ToDictionary(f => f.Key, f => f.Value.ToString()), e.Properties.ToDictionary(p => p.Key, p => p.Value.ToString()),
        e.Money is { } money ? string.Create(CultureInfo.InvariantCulture, $"{money.Amount:0.####} {money.Currency}") : null);
}
