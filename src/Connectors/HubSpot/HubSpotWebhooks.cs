using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>HubSpot's push: one JSON array for one app, many accounts mixed ("Webhooks" in the developer docs). Pure, never throws.</summary>
public static class HubSpotWebhooks
{
    /// <summary>Checks the request's signature.</summary>
    public static WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now) =>
        HubSpotSignature.Verify(request, secrets, now);

    /// <summary>
    /// Cuts the array into its items. Boundaries are found by brackets and strings alone, then each item is read by itself, so that a broken item
    /// spoils no other. A lone object counts as an array of one.
    /// </summary>
    public static SplitDelivery Split(WebhookRequest request)
    {
        var body = request.Body.Span;
        var at = body.StartsWith("\uFEFF"u8) ? 3 : 0;
        at = SkipBlank(body, at);
        if (at == body.Length || body[at] is not ((byte)'[' or (byte)'{'))
        {
            return new([Broken(body, 0, body.Length, "the delivery is no JSON array of events")]);
        }

        var parts = new List<EnvelopePart>();
        if (body[at] == '{')
        {
            at = Take(body, at, parts);
        }
        else
        {
            at = SkipBlank(body, at + 1);
            while (at < body.Length && body[at] != ']')
            {
                at = SkipBlank(body, Take(body, at, parts));
                at = at < body.Length && body[at] == ',' ? SkipBlank(body, at + 1) : at;
            }

            at = Math.Min(at + 1, body.Length);
        }

        at = SkipBlank(body, at);
        if (at < body.Length)
        {
            parts.Add(Broken(body, at, body.Length - at, "text after the end of the array"));
        }

        return new(parts);
    }

    private static int Take(ReadOnlySpan<byte> body, int start, List<EnvelopePart> parts)
    {
        var end = EndOfItem(body, start);
        parts.Add(Read(body, start, end - start));
        return end;
    }

    // First byte after the item: a comma or closing bracket at the item's own level. Always moves forward by at least one byte.
    private static int EndOfItem(ReadOnlySpan<byte> body, int start)
    {
        var depth = 0;
        var quoted = false;
        for (var i = start; i < body.Length; i++)
        {
            var b = body[i];
            if (quoted)
            {
                i += b == '\\' ? 1 : 0;
                quoted = b != '"';
            }
            else if (b == '"')
            {
                quoted = true;
            }
            else if (b is (byte)'{' or (byte)'[')
            {
                depth++;
            }
            else if (b is (byte)'}' or (byte)']' && depth > 0)
            {
                if (--depth == 0)
                {
                    return i + 1;
                }
            }
            else if (depth == 0 && b is (byte)',' or (byte)']')
            {
                return Math.Max(i, start + 1);
            }
        }

        return body.Length;
    }

    private static EnvelopePart Read(ReadOnlySpan<byte> body, int offset, int length)
    {
        var item = body.Slice(offset, length);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(item);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return Broken(body, offset, length, "an item of the array is no object");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = Text(ref reader);
                reader.Read();
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    fields[name] = Encoding.UTF8.GetString(item[start..(int)reader.BytesConsumed]);
                }
                else if (reader.TokenType != JsonTokenType.Null)
                {
                    fields[name] = Text(ref reader);
                }
            }

            while (reader.Read())
            {
                // Trailing text makes the reader throw.
            }
        }
        catch (JsonException e)
        {
            return Broken(body, offset, length, "an item of the array is no JSON: " + e.Message);
        }

        string Field(string name) => fields.GetValueOrDefault(name, "");
        var topic = Field("subscriptionType") is { Length: > 0 } type ? type : Field("eventType");
        var portal = Field("portalId");
        if (topic.Length == 0 || portal.Length == 0)
        {
            return Broken(body, offset, length, topic.Length == 0 ? "an item names no subscription type" : "an item names no portal", portal);
        }

        // Associations carry no object id and some samples no subscription id: what tells them apart stands in its place.
        var about = Field("objectId") is { Length: > 0 } id
            ? id : string.Join('>', Field("fromObjectId"), Field("toObjectId"), Field("associationType"), Field("associationRemoved"), Field("messageId"));
        var subscription = Field("subscriptionId") is { Length: > 0 } s ? s : topic;
        var key = string.Join(
            '|', portal, subscription, about, Field("occurredAt"), Field("propertyName"), Hash(Encoding.UTF8.GetBytes(Field("propertyValue"))),
            Field("changeSource"), Field("sourceId"));
        return new(offset, length, topic, key, null, Time(Field("occurredAt")), portal);
    }

    private static EnvelopePart Broken(ReadOnlySpan<byte> body, int offset, int length, string reason, string? route = null) =>
        new(offset, length, "unreadable", "q:" + Hash(body.Slice(offset, length)), null, null, string.IsNullOrEmpty(route) ? null : route, reason);

    private static string Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }

        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair or broken UTF-8: the raw bytes are as good a key.
            return Encoding.Latin1.GetString(reader.ValueSpan);
        }
    }

    private static DateTimeOffset? Time(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    private static int SkipBlank(ReadOnlySpan<byte> body, int at)
    {
        while (at < body.Length && body[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at;
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
