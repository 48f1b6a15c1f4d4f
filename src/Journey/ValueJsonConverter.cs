using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHub.Journey;

/// <summary>
/// Writes a <see cref="Value"/> as plain JSON: text, number, true/false, array of texts, null. An instant is <c>{"at":unix milliseconds}</c>,
/// withheld is <c>{"withheld":true}</c>, so that both survive a round trip.
/// </summary>
public sealed class ValueJsonConverter : JsonConverter<Value>
{
    /// <inheritdoc />
    public override bool HandleNull => true;

    /// <inheritdoc />
    public override Value Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => Value.Of(reader.GetString()),
        JsonTokenType.Number => Value.Of(reader.GetDecimal()),
        JsonTokenType.True => Value.Of(true),
        JsonTokenType.False => Value.Of(false),
        JsonTokenType.StartArray => ReadList(ref reader),
        JsonTokenType.StartObject => ReadObject(ref reader),
        _ => Value.None,
    };

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Value value, JsonSerializerOptions options)
    {
        switch (value.Kind)
        {
            case ValueKind.Text: writer.WriteStringValue(value.Text); break;
            case ValueKind.Number: writer.WriteRawValue(value.Number!.Value.ToString(CultureInfo.InvariantCulture)); break;
            case ValueKind.Flag: writer.WriteBooleanValue(value.Flag!.Value); break;
            case ValueKind.Time:
                writer.WriteStartObject();
                writer.WriteNumber("at", value.Time!.Value.ToUnixTimeMilliseconds());
                writer.WriteEndObject();
                break;
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (var item in value.List)
                {
                    writer.WriteStringValue(item);
                }

                writer.WriteEndArray();
                break;
            case ValueKind.Withheld:
                writer.WriteStartObject();
                writer.WriteBoolean("withheld", true);
                writer.WriteEndObject();
                break;
            default: writer.WriteNullValue(); break;
        }
    }

    private static Value ReadList(ref Utf8JsonReader reader)
    {
        var items = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(reader.GetString() ?? "");
        }

        return Value.Of(items);
    }

    private static Value ReadObject(ref Utf8JsonReader reader)
    {
        var value = Value.Withheld;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.TokenType == JsonTokenType.Number)
            {
                value = Value.Of(DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64()));
            }
        }

        return value;
    }
}
