using System.Collections.Immutable;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Backfilling;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Polling;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Vendors;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Hub.Tests.Vendors;

/// <summary>A client <c>ana</c> with one connection <c>list</c> at a fake vendor, on a real store and a clock that the test moves.</summary>
public sealed class OutboundWorld : IAsyncDisposable
{
    private readonly TempStore _temp = new();
    private readonly VendorHttp _http;
    private readonly VendorSessions _sessions;
    private long _action = 100;

    public OutboundWorld(ScriptedConnector? connector = null)
    {
        Connector = connector ?? new ScriptedConnector();
        Ids = new HubIds(Time);
        _http = new VendorHttp(Time);
        _sessions = new VendorSessions(_http, Time);
        Setup = new CurrentSetup(MakeSetup());
        Mappings = new MappingsInForce(Store);
        Mappings.Put("ana", CompiledMapping.Empty, 1);
        Stops = new StopsAndGo(Store, Ids, Setup, Waker, Time);
        Start();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public ScriptedConnector Connector { get; }

    public HubIds Ids { get; }

    public CurrentSetup Setup { get; }

    public MappingsInForce Mappings { get; }

    public RecordingWaker Waker { get; } = new();

    public HubStore Store => _temp.Store;

    public StopsAndGo Stops { get; }

    public GrantDelivery Delivery { get; private set; } = null!;

    public GrantPolling Polling { get; private set; } = null!;

    public GrantFetching Fetching { get; private set; } = null!;

    public Backfills Backfills { get; private set; } = null!;

    public Completeness Completeness { get; private set; } = null!;

    public BackfillReading Backfill { get; private set; } = null!;

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>As after a new start of the process: nothing remembered but the store.</summary>
    public void Start()
    {
        var refused = new RefusedConnections(Time);
        Delivery = new GrantDelivery(Store, Ids, Setup, Mappings, _sessions, refused, new IntakeFirst(TimeProvider.System), Waker, Time, NullLogger<GrantDelivery>.Instance);
        Polling = new GrantPolling(Store, Ids, Setup, _sessions, refused, Waker, Time, NullLogger<GrantPolling>.Instance);
        Backfills = new Backfills(Store, Ids, Setup, Time);
        Backfill = new BackfillReading(Store, Ids, Setup, _sessions, refused, Backfills, Waker, Time, NullLogger<BackfillReading>.Instance);
        Completeness = new Completeness(Store, Setup, _sessions, refused, Backfills, Time);
        Fetching = new GrantFetching(Store, Ids, Setup, _sessions, refused, Waker, Time, NullLogger<GrantFetching>.Instance);
    }

    /// <summary>As after a reload of the configuration.</summary>
    public void Reload() => Setup.Replace(MakeSetup());

    public Task<TimeSpan?> Deliver(CancellationToken token = default) => Delivery.RunAsync("g", token);

    public async Task<long> Plan(
        string verb = "tag.add", string argument = "vip", long? contact = null, TouchClass touch = TouchClass.Internal, TimeSpan? due = null, TimeSpan? stale = null,
        string rule = "r1", string run = "r1|k|1", string? approvedBy = null, string connection = "list", string? expect = null, string? value = null)
    {
        var id = ++_action;
        var name = verb.StartsWith("tag", StringComparison.Ordinal) ? "tag" : verb == "field.set" ? "field" : "text";
        await Store.Writer.Write(t => t.Execute(
            """
            insert into action (id, client, "key", "grant", connection, verb, name, rule, run, step, contact, subject, object_id, email, touch, due_at, stale_at, state, payload, event, hops, target_reason,
              approved_by, attempts, epoch, created_at, updated_at, expect)
            values (@p0, 'ana', @p1, 'g', @p2, @p3, @p4, @p5, @p6, 's1', @p7, @p8, null, 'ana@example.com', @p9, @p10, @p11, 0, @p12, null, 1, 'the only one', @p13, 0, 0, @p14, @p14, @p15)
            """,
            id, "key" + id, connection, verb, "mail." + verb, rule, run, contact, contact is null ? "thing:" + id : "contact:" + contact, touch, Now + (long)(due ?? TimeSpan.Zero).TotalMilliseconds,
            stale is { } s ? Now + (long)s.TotalMilliseconds : null, $$"""{"{{name}}":"{{argument}}"{{(value is null ? "" : $",\"value\":\"{value}\"")}}}""", approvedBy, Now, expect));
        return id;
    }

    public Task Happened(long? contact, string name, TimeSpan after, params (string Name, string Value)[] properties) => Happened(contact, name, after, $"list:x:{++_action}:{name}:", properties);

    /// <summary>An event in the journal, so long after now.</summary>
    public Task Happened(long? contact, string name, TimeSpan after, string naturalKey, params (string Name, string Value)[] properties)
    {
        var fact = new JourneyEvent
        {
            NaturalKey = naturalKey, Name = name, Subject = contact is null ? EventSubject.Thing : EventSubject.Person, OccurredAt = Time.GetUtcNow() + after, Connection = "list", Tool = "fake",
            Properties = properties.ToImmutableSortedDictionary(p => p.Name, p => Value.Of(p.Value)),
        };
        return Store.Writer.Write(t => t.Execute(
            """
            insert into event (id, client, natural_key, contact, subject, name, kind, occurred_at, received_at, historical, connection, tool, hops, is_echo, data)
            values (@p0, 'ana', @p1, @p2, @p3, @p4, @p5, @p6, @p6, 0, 'list', 'fake', 0, 0, @p7)
            """, ++_action, naturalKey, contact, contact is null ? "thing" : "contact:" + contact, name, fact.Subject, fact.OccurredAt.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(fact, JourneyJson.Options)));
    }

    /// <summary>A marketing message of another rule, gone out earlier.</summary>
    public Task Sent(long contact, TimeSpan ago, string connection = "list", ActionState state = ActionState.Done)
    {
        var (id, at) = (++_action, Now - (long)ago.TotalMilliseconds);
        return Store.Writer.Write(t =>
        {
            t.Execute(
                """
                insert into action (id, client, "key", "grant", connection, verb, name, rule, run, step, contact, subject, touch, due_at, state, payload, hops, target_reason, attempts, epoch, created_at, updated_at)
                values (@p0, 'ana', @p1, 'g', @p2, 'tag.add', 'mail.tag.add', 'other', 'other|k|1', 's1', @p3, @p4, @p5, @p6, @p7, '{}', 1, '', 1, 0, @p6, @p6)
                """, id, "key" + id, connection, contact, "contact:" + contact, TouchClass.Marketing, at, state);
            t.Execute("insert into attempt (id, client, action, n, started_at, ended_at) values (@p0, 'ana', @p0, 1, @p1, @p1)", id, at);
        });
    }

    public Task Contact(long id, string facts) => Store.Writer.Write(t => t.Execute(
        """
        insert into contact (id, client, version, facts, log, cycle, first_at, last_at, erased) values (@p0, 'ana', 1, @p1, '{}', 1, 0, 0, 0)
        on conflict (id) do update set version = version + 1, facts = excluded.facts
        """, id, facts));

    public ActionState StateOf(long action) => (ActionState)_temp.Count($"select state from action where id = {action}");

    public string? ResultOf(long action) => Text($"select result from action where id = {action}");

    public string? Text(string sql) => _temp.Query(sql, r => r.IsDBNull(0) ? null : r.GetString(0)).FirstOrDefault();

    public List<string> Texts(string sql) => _temp.Query(sql, r => r.GetString(0));

    public long Count(string sql) => _temp.Count(sql);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _temp.DisposeAsync();
    }

    private HubSetup MakeSetup()
    {
        var grant = new GrantSetup("g", Connector, new Uri("http://127.0.0.1:1/"), new Dictionary<string, string>(), new Dictionary<string, string>());
        var info = new ConnectionInfo("list", "ana", "mail", "a1", "Europe/Berlin", "EUR", "DE");
        var connection = new ConnectionSetup("ana", "list", grant, "mail", true, "a1", ["members"], null, null, info);
        return new HubSetup(null, [grant], [new ClientSetup("ana", "Ana's shop", "Europe/Berlin", "EUR", "de-DE", [], null, false, false, [connection])]);
    }
}
