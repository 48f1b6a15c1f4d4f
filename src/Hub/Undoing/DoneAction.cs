using System.Text.Json;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Undoing;

/// <summary>An action that was done, as far as taking it back asks.</summary>
internal sealed record DoneAction(
    long Id, string Key, string Grant, string Connection, string Verb, string Name, string Rule, string Run, string Step, long? Contact, string Subject, string? ObjectId, string? Email, string Payload, long? Event,
    int Hops, ActionState State, bool Expects, long CreatedAt)
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = """id, "key", "grant", connection, verb, name, rule, run, step, contact, subject, object_id, email, payload, event, hops, state, expect is not null, created_at""";

    /// <summary>How many columns that are.</summary>
    public const int Count = 19;

    /// <summary>The tag or field that it is about; empty for others.</summary>
    public string Mark { get; } = Verb switch { "tag.add" or "tag.remove" => Text(Payload, "tag"), "field.set" => Text(Payload, "field"), "property.set" => Text(Payload, "property"), _ => "" };

    /// <summary>The value it wrote; empty for others.</summary>
    public string Value => Text(Payload, "value");

    /// <summary>What it wrote to: the same for actions that overwrite each other.</summary>
    public (long?, string, string, string) Slot => (Contact, Connection, Verb.Split('.')[0], Mark);

    public static DoneAction Read(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetString(7), r.GetString(8), r.IsDBNull(9) ? null : r.GetInt64(9), r.GetString(10),
        r.IsDBNull(11) ? null : r.GetString(11), r.IsDBNull(12) ? null : r.GetString(12), r.GetString(13), r.IsDBNull(14) ? null : r.GetInt64(14), r.GetInt32(15), (ActionState)r.GetInt32(16), r.GetInt64(17) != 0,
        r.GetInt64(18));

    private static string Text(string payload, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, Value>>(payload, JourneyJson.Options)?.GetValueOrDefault(name, Journey.Value.None).ToString() ?? "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
