using System.Collections.Immutable;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Delivering;

/// <summary>What delivering needs of an action's row.</summary>
/// <param name="Id">Row id.</param>
/// <param name="Client">Client id.</param>
/// <param name="Key">Action key (P2).</param>
/// <param name="Connection">Target connection.</param>
/// <param name="Verb">Verb after the role.</param>
/// <param name="Name">Full name.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Run">Run id.</param>
/// <param name="Step">Step id.</param>
/// <param name="Contact">Contact, or null for actions on no person.</param>
/// <param name="Subject">Engine subject.</param>
/// <param name="ObjectId">The vendor's object, where known.</param>
/// <param name="Email">Canonical address, where known.</param>
/// <param name="Touch">Class of the touch.</param>
/// <param name="DueAt">Not before, unix ms.</param>
/// <param name="StaleAt">Of no use after, unix ms.</param>
/// <param name="Payload">Arguments as JSON.</param>
/// <param name="Event">Event whose decision wished it.</param>
/// <param name="Hops">Hops of the chain.</param>
/// <param name="ApprovedBy">Who approved it.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="CreatedAt">When it was planned, unix ms.</param>
/// <param name="Result">Last verdict in words.</param>
/// <param name="StartsFlow">True when something in the tool is to begin with it: a flow that sends.</param>
internal sealed record DueAction(
    long Id, string Client, string Key, string Connection, string Verb, string Name, string Rule, string Run, string Step, long? Contact, string Subject, string? ObjectId,
    string? Email, TouchClass Touch, long DueAt, long? StaleAt, string Payload, long? Event, int Hops, string? ApprovedBy, int Attempts, long CreatedAt, string? Result, bool StartsFlow)
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Columns =
        """
        id, client, "key", connection, verb, name, rule, run, step, contact, subject, object_id, email, touch, due_at, stale_at, payload, event, hops, approved_by, attempts, created_at, result, expect is not null
        """;

    /// <summary>How many columns that are.</summary>
    public const int Count = 24;

    private ImmutableSortedDictionary<string, Value>? _arguments;

    /// <summary>Values under <c>with</c>; empty when the stored text cannot be read (the connector then names what is missing).</summary>
    public ImmutableSortedDictionary<string, Value> Arguments => _arguments ??= Parse(Payload);

    /// <summary>An argument as text; empty when absent.</summary>
    public string Text(string name) => Arguments.TryGetValue(name, out var value) ? value.ToString() : "";

    /// <summary>The action as a connector gets it.</summary>
    /// <param name="attempt">Number of this try.</param>
    /// <param name="firstName">First name, for creating a record.</param>
    /// <param name="lastName">Last name, for creating a record.</param>
    /// <param name="doubtful">True when an earlier try may have arrived.</param>
    public OutboundAction ToOutbound(int attempt, string? firstName, string? lastName, bool doubtful = false) =>
        new(Key, new ActionTarget(ObjectId, Email, firstName, lastName), Arguments, attempt, doubtful);

    /// <summary>Reads a row.</summary>
    public static DueAction Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetString(8),
        Number(row, 9), row.GetString(10), Word(row, 11), Word(row, 12), (TouchClass)row.GetInt32(13), row.GetInt64(14), Number(row, 15), row.GetString(16), Number(row, 17),
        row.GetInt32(18), Word(row, 19), row.GetInt32(20), row.GetInt64(21), Word(row, 22), row.GetInt64(23) != 0);

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static string? Word(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static ImmutableSortedDictionary<string, Value> Parse(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<ImmutableSortedDictionary<string, Value>>(payload, JourneyJson.Options) ?? ImmutableSortedDictionary<string, Value>.Empty;
        }
        catch (JsonException)
        {
            return ImmutableSortedDictionary<string, Value>.Empty;
        }
    }
}
