using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>What all events of one envelope have in common, and how their natural keys are made.</summary>
internal sealed class ShopifyScope(EnvelopeContent envelope)
{
    /// <summary>The envelope.</summary>
    internal EnvelopeContent Envelope { get; } = envelope;

    /// <summary>The vendor's time of the delivery, else the time of receipt.</summary>
    internal DateTimeOffset Now => Envelope.VendorAt ?? Envelope.ReceivedAt;

    /// <summary>An event. The natural key is the same whether the fact came by webhook or by poll.</summary>
    internal NormalisedEvent Event(
        string name, EventSubject subject, DateTimeOffset at, string objectType, string objectId, string marker, Bag properties, string? key = null,
        ImmutableArray<IdentityClaim> identities = default, Bag? fields = null, Money? money = null, EventSource? source = null, ImmutableArray<WriteMark> marks = default) =>
        new(
            new JourneyEvent
            {
                NaturalKey = $"{Envelope.Connection.Id}:{objectType}:{objectId}:{name}:{marker}",
                Name = name,
                Subject = subject,
                OccurredAt = at,
                Connection = Envelope.Connection.Id,
                Tool = ShopifyConnector.ConnectorId,
                Key = key,
                Historical = Envelope.Historical,
                Money = money,
                Source = source,
                Identities = identities.IsDefault ? [] : identities,
                Fields = fields?.ToValues() ?? ImmutableSortedDictionary<string, Value>.Empty,
                Properties = properties.ToValues(),
            },
            marks.IsDefault ? [] : marks);

    /// <summary>A claim on one of this connection's objects.</summary>
    internal IdentityClaim Claim(string objectType, string id) => IdentityClaim.Vendor(Envelope.Connection.Id, objectType, id);

    /// <summary>Marker of a repeatable fact: seconds, the finest grain that webhook and poll share.</summary>
    internal static string Second(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Marker from content.</summary>
    internal static string Hash(params string?[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts))))[..12];

    /// <summary>Properties or fields under construction; what is not told is left out.</summary>
    internal sealed class Bag
    {
        private readonly ImmutableSortedDictionary<string, Value>.Builder _values = ImmutableSortedDictionary.CreateBuilder<string, Value>(StringComparer.Ordinal);

        internal Bag Add(string name, string? text) => Put(name, Value.Of(text));

        internal Bag Add(string name, decimal? number) => number is null ? this : Put(name, Value.Of(number.Value));

        internal Bag Add(string name, bool? flag) => flag is null ? this : Put(name, Value.Of(flag.Value));

        internal Bag Add(string name, DateTimeOffset? time) => time is null ? this : Put(name, Value.Of(time.Value));

        internal Bag Add(string name, IReadOnlyCollection<string> texts) => Put(name, Value.Of(texts));

        internal ImmutableSortedDictionary<string, Value> ToValues() => _values.ToImmutable();

        private Bag Put(string name, Value value)
        {
            if (value.HasContent)
            {
                _values[name] = value;
            }

            return this;
        }
    }
}
