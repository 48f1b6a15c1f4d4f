using System.IO.Compression;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Processing;

/// <summary>A lane's work of one turn, read without a transaction: open envelopes with their bytes, due runs, answered approvals.</summary>
internal sealed class LaneBatch
{
    /// <summary>Most envelopes of a turn: then the next lane has its turn. The writer is busy with one turn for some 15 ms, which is what a webhook may wait behind it.</summary>
    public const int EnvelopeLimit = 100;

    private const int OtherLimit = 200;
    private const int AdmittedLimit = 40;
    private int _limit = EnvelopeLimit;

    public List<OpenEnvelope> Envelopes { get; private init; } = [];

    public Dictionary<long, byte[]> Bodies { get; } = [];

    public List<(string Run, string Subject, DateTimeOffset DueAt)> Timers { get; private init; } = [];

    public List<(long Id, string Run, string Subject, bool Approved, string? Text, string By, DateTimeOffset At)> Answers { get; private init; } = [];

    /// <summary>People who were there already and whose turn it is; the event is null where the contact or the event is gone.</summary>
    public List<(string Rule, long Contact, JourneyEvent? Event, DateTimeOffset DueAt)> Admitted { get; private init; } = [];

    /// <summary>People whom the rules look at for the first time; null when there are none.</summary>
    public LookSlice? Look { get; private init; }

    public bool IsEmpty => Envelopes.Count == 0 && Timers.Count == 0 && Answers.Count == 0 && Admitted.Count == 0 && Look is null;

    public bool IsFull => Envelopes.Count == _limit || Timers.Count == OtherLimit || Answers.Count == OtherLimit || Admitted.Count == AdmittedLimit || Look is not null;

    /// <summary>Reads the turn's work; a limit of 1 looks at one envelope alone.</summary>
    public static LaneBatch Read(StoreReader reader, string client, DateTimeOffset now, int limit = EnvelopeLimit, LookSlice? look = null)
    {
        var batch = new LaneBatch
        {
            _limit = limit,
            Look = look,
            Envelopes = reader.Query(
                "select id,connection,source,topic,body,offset,length,received_at,vendor_at,historical,cause_action,cause_hops from envelope where client=@p0 and state=0 order by id limit @p1",
                r => new OpenEnvelope(
                    r.GetInt64(0), r.GetString(1), (EnvelopeSource)r.GetInt32(2), r.GetString(3), r.GetInt64(4), r.GetInt32(5), r.GetInt32(6), Time(r.GetInt64(7)),
                    r.IsDBNull(8) ? null : Time(r.GetInt64(8)), r.GetInt64(9) != 0,
                    r.IsDBNull(10) ? null : r.GetString(10), r.GetInt32(11)),
                client, limit),
            Timers = reader.Query(
                "select id,subject,due_at from run where client=@p0 and ended_at is null and due_at is not null and due_at<=@p1 order by due_at limit @p2",
                r => (r.GetString(0), r.GetString(1), Time(r.GetInt64(2))), client, now.ToUnixTimeMilliseconds(), OtherLimit),
            Answers = reader.Query(
                "select id,run,subject,state,text,by,answered_at from approval where client=@p0 and state in (1,2) order by answered_at limit @p1",
                r => (r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetInt32(3) == (int)ApprovalState.Approved, r.IsDBNull(4) ? null : r.GetString(4),
                    r.IsDBNull(5) ? "" : r.GetString(5), Time(r.IsDBNull(6) ? 0 : r.GetInt64(6))),
                client, OtherLimit),
            Admitted = reader.Query(
                """
                select a.rule, a.contact, case when c.id is null then null else e.data end, a.due_at from already a
                  left join contact c on c.id=a.contact and c.client=a.client and c.erased=0 and c.merged_into is null
                  left join event e on e.client=a.client and e.natural_key=a.event_key
                where a.client=@p0 and a.state=0 and a.due_at is not null and a.due_at<=@p1 order by a.due_at, a.place limit @p2
                """,
                r => (r.GetString(0), r.GetInt64(1), r.IsDBNull(2) ? null : JsonSerializer.Deserialize<JourneyEvent>(r.GetString(2), JourneyJson.Options), Time(r.GetInt64(3))),
                client, now.ToUnixTimeMilliseconds(), AdmittedLimit),
        };
        reader.Query(
            "select id,bytes,codec from body where id in (select value from json_each(@p0))", r => batch.Bodies[r.GetInt64(0)] = Unpacked(r.GetFieldValue<byte[]>(1), r.GetInt32(2)),
            SqlList.Of(batch.Envelopes.Select(e => e.Body).Distinct()));

        return batch;
    }

    private static byte[] Unpacked(byte[] bytes, int codec)
    {
        if (codec == 0)
        {
            return bytes;
        }

        using var packed = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        return plain.ToArray();
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
