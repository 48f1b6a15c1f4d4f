using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>What will happen for a client by itself: dates of rules, runs that wake and actions that are planned or held, within seven days.</summary>
public sealed class ComingQuery(HubStore store, MappingsInForce mappings, TimeProvider time)
{
    /// <summary>How far it looks.</summary>
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    // Runs by their due time; planned actions by their logins, on the index that delivering uses; held ones on their own.
    private const string Coming =
        """
        with coming as (
          select due_at at, id run, null action, rule, mapping_version version, step, contact, '' name, '' payload, '' connection, state=@p3 held, data why
          from run where client=@p0 and ended_at is null and due_at is not null and due_at<@p1 and state in (@p2,@p3) and rule not like 'hub.%'
          union all
          select due_at, id, null, run_key, mapping_version, '', contact, '', '', '', 0, null
          from run where client=@p0 and ended_at is null and due_at is not null and due_at<@p1 and rule='hub.date' and run_key in (select value from json_each(@p5))
          union all
          select due_at, null, id, rule, 0, step, contact, name, payload, connection, 0, result
          from action where "grant" in (select value from json_each(@p4)) and client=@p0 and state=0 and due_at<@p1
          union all
          select due_at, null, id, rule, 0, step, contact, name, payload, connection, 1, result from action where client=@p0 and state=2)
        """;

    /// <summary>Counts by rule, the most of the week first.</summary>
    public IReadOnlyList<ComingCount> Counts(ClientSetup client)
    {
        var now = time.GetUtcNow();
        using var reader = store.Read();
        return reader.Query(
            Coming + "select rule, sum(at<@p6), count(*), sum(held) from coming group by rule order by 3 desc, 1",
            r => new ComingCount(r.GetString(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3)),
            client.Id, Ms(now + Week), RunState.Waiting, RunState.Held, Grants(client), Dated(client), Ms(now.AddDays(1)));
    }

    /// <summary>What is coming up, the next first.</summary>
    /// <param name="client">The client.</param>
    /// <param name="span">How far to look, at most <see cref="Week"/>.</param>
    /// <param name="rule">Only this rule; null for all.</param>
    /// <param name="held">Only what is held, or only what is not; null for both.</param>
    /// <param name="after">The last row of the page before; null for the first page.</param>
    /// <param name="limit">Most rows.</param>
    public IReadOnlyList<ComingRow> Rows(ClientSetup client, TimeSpan span, string? rule, bool? held, ComingRow? after, int limit) =>
        Rows(client, span, rule, held, after?.At ?? long.MinValue, after?.Key ?? "", limit);

    /// <summary>The same, after a place given as time and key.</summary>
    public IReadOnlyList<ComingRow> Rows(ClientSetup client, TimeSpan span, string? rule, bool? held, long at, string key, int limit)
    {
        using var reader = store.Read();
        return reader.Query(
            Coming + """
            select at, run, action, rule, version, step, contact, name, payload, connection, held, why from coming
            where (@p6 is null or rule=@p6) and (@p7 is null or held=@p7) and (at, coalesce('r'||run, 'a'||printf('%020d', action)))>(@p8, @p9)
            order by at, coalesce('r'||run, 'a'||printf('%020d', action)) limit @p10
            """,
            r => new ComingRow(
                r.GetInt64(0), r.IsDBNull(1) ? null : r.GetString(1), r.IsDBNull(2) ? null : r.GetInt64(2), r.GetString(3), r.GetInt32(4), r.GetString(5), r.IsDBNull(6) ? null : r.GetInt64(6), r.GetString(7),
                r.GetString(8), r.GetString(9), r.GetInt64(10) != 0, r.IsDBNull(11) ? null : r.IsDBNull(1) ? r.GetString(11) : NoteOf(r.GetString(11))),
            client.Id, Ms(time.GetUtcNow() + (span < Week ? span : Week)), RunState.Waiting, RunState.Held, Grants(client), Dated(client), rule, held is { } only ? only ? 1 : 0 : null, at, key, limit);
    }

    private static string Grants(ClientSetup client) => SqlList.Of(client.Connections.Select(c => c.Grant.Id).Distinct(StringComparer.Ordinal));

    // A date that is the same for everybody comes for many whom it will not mean: those are not told ahead.
    private string Dated(ClientSetup client) => SqlList.Of((mappings.Find(client.Id)?.Compiled.Watching ?? []).Where(r => r is { Acts: true, Date.IsForAll: false }).Select(r => r.Id));

    private static string? NoteOf(string run)
    {
        try
        {
            return JsonSerializer.Deserialize<Run>(run, JourneyJson.Options)?.Note;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
