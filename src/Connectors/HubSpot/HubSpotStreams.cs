using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using IntegrationHub.Connectors.Contract;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>Contacts, deals, tickets and what colleagues log, by search; single records by batch read. Records carry the history of their mapped properties and their contacts.</summary>
internal static class HubSpotStreams
{
    private const int PageLimit = 200;

    // Records with history come in smaller batches than the plain 100.
    private const int HistoryBatch = 50;

    // Further addresses of a contact, separated by semicolons; a read by address finds these too.
    private const string OtherAddresses = "hs_additional_emails";

    private static readonly FrozenSet<string> Searched = new[] { "contacts", "deals", "tickets", "notes", "calls", "meetings", "tasks" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads the next page of a stream.</summary>
    internal static async Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken)
    {
        if (!Searched.Contains(request.Stream))
        {
            return new VendorFailure(FailureKind.Misconfigured, $"HubSpot has no stream {request.Stream}.");
        }

        var modified = request.Stream == "contacts" ? "lastmodifieddate" : "hs_lastmodifieddate";
        var cursor = HubSpotCursor.Read(request.Cursor, request.Since);
        var limit = Math.Clamp(request.PageSize, 1, PageLimit);
        var searched = await HubSpotAnswer.Send(
            session, false, (api, token) => api.Search(token, request.Stream, Query(modified, cursor, limit), true, "search", cancellationToken), cancellationToken);
        if (searched.Failure is { } failed)
        {
            return failed;
        }

        if (searched.Value!["results"] is not JArray results)
        {
            return new VendorFailure(FailureKind.Transient, "HubSpot's search answered without results.");
        }

        var found = results.OfType<JObject>()
            .Select(r => (Id: HubSpotAnswer.Text(r, "id"), At: HubSpotModel.ParseTime(HubSpotAnswer.Text(r["properties"], modified)) ?? HubSpotModel.ParseTime(HubSpotAnswer.Text(r, "updatedAt"))))
            .Where(r => r.Id.Length > 0).ToList();
        var records = await ReadAsync(session, request.Stream, [.. found.Select(f => f.Id).Distinct(StringComparer.Ordinal)], cancellationToken);
        if (records.Failure is { } unread)
        {
            return unread;
        }

        var (next, more) = Next(cursor, found, HubSpotAnswer.Text(HubSpotAnswer.Get(searched.Value["paging"], "next"), "after").Length > 0);
        var times = found.GroupBy(f => f.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().At, StringComparer.Ordinal);
        return new PollPage(
            [.. records.Value!.Where(r => r.Value is not null).Select(r => new PolledRecord(r.Key, Bytes(r.Value!), times.GetValueOrDefault(r.Key)))], next.Write(), more);
    }

    /// <summary>Counts contacts by the time of creation: a search tells its total without its records (https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm).</summary>
    internal static async Task<VendorResult<long>> CountAsync(VendorSession session, string stream, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var query = new JObject
        {
            ["filterGroups"] = new JArray(new JObject
            {
                ["filters"] = new JArray(
                    Filter("createdate", "GTE", from.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)), Filter("createdate", "LT", to.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))),
            }),
            ["properties"] = new JArray("hs_object_id"),
            ["limit"] = 1,
        };
        var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.Search(token, stream, query, true, "search", cancellationToken), cancellationToken);
        return answer.Failure is { } failure ? failure
            : answer.Value?["total"] is { Type: JTokenType.Integer } total ? (long)total
            : new VendorFailure(FailureKind.Transient, "HubSpot's search answered without a total.");
    }

    /// <summary>Reads records that pointers named. An id is gone only when HubSpot says so about this very id.</summary>
    internal static async Task<VendorResult<IReadOnlyList<FetchedRecord>>> FetchAsync(VendorSession session, string kind, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (kind is not ("contact" or "deal" or "ticket"))
        {
            return new VendorFailure(FailureKind.Misconfigured, $"HubSpot has no {kind} to read.");
        }

        var read = await ReadAsync(session, kind + "s", ids, cancellationToken);
        return read.Failure is { } failure
            ? failure
            : VendorResult<IReadOnlyList<FetchedRecord>>.From([.. ids.Select(id => new FetchedRecord(
                id, read.Value![id] is { } record ? Bytes(record) : (ReadOnlyMemory<byte>?)null, HubSpotModel.ParseTime(HubSpotAnswer.Text(read.Value[id], "updatedAt"))))]);
    }

    /// <summary>
    /// Contacts by address: a batch read by the unique property <c>email</c> (https://developers.hubspot.com/docs/api-reference/latest/crm/understanding-the-crm). HubSpot names the
    /// addresses it lacks among the errors of a 207.
    /// </summary>
    internal static async Task<VendorResult<IReadOnlyList<FoundRecord>>> FindAsync(VendorSession session, IReadOnlyList<string> emails, CancellationToken cancellationToken)
    {
        var found = new List<FoundRecord>();
        foreach (var chunk in emails.Distinct(StringComparer.OrdinalIgnoreCase).Chunk(HistoryBatch))
        {
            var (properties, history) = Asked(session, "contacts");
            var inputs = Inputs(chunk, [.. properties, OtherAddresses], history);
            inputs["idProperty"] = "email";
            var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.Batch(token, "contacts", "read", inputs, true, cancellationToken), cancellationToken);
            if (answer.Failure is { } failure)
            {
                return failure;
            }

            var records = HubSpotAnswer.Items(answer.Value, "results").ToList();
            foreach (var email in chunk)
            {
                var record = records.Find(r => Holds(r, "email", email)) ?? records.Find(r => Holds(r, OtherAddresses, email));
                if (record is not null && HubSpotAnswer.Text(record, "id") is { Length: > 0 } id)
                {
                    found.Add(new(email, id, "contacts", Bytes(record), HubSpotModel.ParseTime(HubSpotAnswer.Text(record, "updatedAt"))));
                }
                else if (!HubSpotAnswer.Items(answer.Value, "errors").Any())
                {
                    return new VendorFailure(FailureKind.Transient, "HubSpot answered without a word about an address.");
                }
            }
        }

        return found;
    }

    /// <summary>Asks whose token it is.</summary>
    internal static async Task<VendorResult<string>> CheckAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.Details(token, cancellationToken), cancellationToken);
        if (answer.Failure is { } failure)
        {
            return failure;
        }

        var portal = HubSpotAnswer.Text(answer.Value, "portalId");
        return portal == session.Connection.Thing
            ? $"portal {portal}, time zone {HubSpotAnswer.Text(answer.Value, "timeZone")}"
            : new VendorFailure(FailureKind.Misconfigured, $"The token belongs to portal {portal}, the connection names {session.Connection.Thing}.");
    }

    // Null for a record that is gone.
    private static async Task<VendorResult<Dictionary<string, JObject?>>> ReadAsync(VendorSession session, string type, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var records = new Dictionary<string, JObject?>(StringComparer.Ordinal);
        var (properties, history) = Asked(session, type);
        foreach (var chunk in ids.Chunk(HistoryBatch))
        {
            var inputs = Inputs(chunk, properties, history);
            var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.Batch(token, type, "read", inputs, true, cancellationToken), cancellationToken);
            if (answer.Failure is { } failure)
            {
                return failure;
            }

            foreach (var record in HubSpotAnswer.Items(answer.Value, "results"))
            {
                records[HubSpotAnswer.Text(record, "id")] = record;
            }

            foreach (var id in chunk.Where(id => !records.ContainsKey(id)))
            {
                // Missing without a word may be a merged record's old id or a half answer: asked for alone, it tells.
                var single = await HubSpotAnswer.Send(
                    session, false, (api, token) => api.Get(token, type, id, string.Join(',', properties), string.Join(',', history), cancellationToken), cancellationToken);
                if (single.Failure is { Kind: not FailureKind.NotFound } broken)
                {
                    return broken;
                }

                records[id] = single.Value;
            }
        }

        return type == "contacts" ? records : await WithContactsAsync(session, type, records, cancellationToken);
    }

    private static (string[] Properties, string[] History) Asked(VendorSession session, string type) => type switch
    {
        "contacts" => ([.. HubSpotProperties.Contact, .. HubSpotSettings.Of(session).Properties, "createdate", "lastmodifieddate"], [.. HubSpotProperties.Contact, .. HubSpotSettings.Of(session).Properties]),
        "deals" => ([.. HubSpotProperties.Deal], ["dealstage"]),
        "notes" => ([.. HubSpotProperties.Activity, "hs_note_body"], []),
        "calls" => ([.. HubSpotProperties.Activity, .. HubSpotProperties.Call], []),
        "meetings" => ([.. HubSpotProperties.Activity, .. HubSpotProperties.Meeting], ["hs_meeting_outcome"]),
        "tasks" => ([.. HubSpotProperties.Activity, .. HubSpotProperties.Task], ["hs_task_status"]),
        _ => ([.. HubSpotProperties.Ticket], ["hs_pipeline_stage"]),
    };

    private static JObject Inputs(IEnumerable<string> ids, IEnumerable<string> properties, IEnumerable<string> history) => new()
    {
        ["inputs"] = new JArray(ids.Select(id => new JObject { ["id"] = id })),
        ["properties"] = new JArray(properties),
        ["propertiesWithHistory"] = new JArray(history),
    };

    private static bool Holds(JObject record, string property, string email) =>
        HubSpotAnswer.Text(record["properties"], property).Split(';', StringSplitOptions.TrimEntries).Contains(email, StringComparer.OrdinalIgnoreCase);

    private static async Task<VendorResult<Dictionary<string, JObject?>>> WithContactsAsync(
        VendorSession session, string type, Dictionary<string, JObject?> records, CancellationToken cancellationToken)
    {
        foreach (var chunk in records.Where(r => r.Value is not null).Select(r => r.Key).Chunk(100))
        {
            var inputs = new JObject { ["inputs"] = new JArray(chunk.Select(id => new JObject { ["id"] = id })) };
            var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.Associations(token, type, "contacts", inputs, true, cancellationToken), cancellationToken);
            if (answer.Failure is { } failure)
            {
                return failure;
            }

            foreach (var result in HubSpotAnswer.Items(answer.Value, "results"))
            {
                if (records.TryGetValue(HubSpotAnswer.Text(result["from"], "id"), out var record) && record is not null)
                {
                    record["associations"] = new JObject { ["contacts"] = new JObject { ["results"] = result["to"]?.DeepClone() } };
                }
            }
        }

        return records;
    }

    private static JObject Query(string modified, HubSpotCursor cursor, int limit)
    {
        var at = cursor.From.ToString(CultureInfo.InvariantCulture);
        JArray filters = cursor.Tie is { } id
            ? [Filter(modified, "EQ", at), Filter("hs_object_id", "GT", id)]
            : [Filter(modified, "GTE", at)];
        return new()
        {
            ["filterGroups"] = new JArray(new JObject { ["filters"] = filters }),
            ["sorts"] = new JArray(new JObject { ["propertyName"] = cursor.Tie is null ? modified : "hs_object_id", ["direction"] = "ASCENDING" }),
            ["properties"] = new JArray(modified, "hs_object_id"),
            ["limit"] = limit,
        };
    }

    private static JObject Filter(string property, string comparison, string value) => new() { ["propertyName"] = property, ["operator"] = comparison, ["value"] = value };

    // HubSpot's page mark is a count: a record that changes meanwhile moves to the end and another slips through the gap (and no query goes past 10,000).
    // So every page is a query of its own, from the last time seen, or by id within one instant.
    private static (HubSpotCursor Next, bool More) Next(HubSpotCursor cursor, List<(string Id, DateTimeOffset? At)> found, bool more)
    {
        if (cursor.Tie is not null)
        {
            // When the instant ends, the search by time goes on one millisecond later.
            return more && found.Count > 0 ? (cursor with { Tie = found[^1].Id }, true) : (new(cursor.From + 1, null), true);
        }

        var last = found.Max(f => f.At) is { } at ? at.ToUnixTimeMilliseconds() : cursor.From;
        if (more)
        {
            return last > cursor.From ? (new(last, null), true) : (new(cursor.From, "0"), true);
        }

        var overlap = last - (long)HubSpotSettings.SearchOverlap.TotalMilliseconds;
        return (new(Math.Max(cursor.From, overlap), null), false);
    }

    private static byte[] Bytes(JObject record) => Encoding.UTF8.GetBytes(record.ToString(Formatting.None));
}
