using System.Collections.Immutable;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>A client with a shop and a mail tool on a real store.</summary>
internal sealed class TestLane : IAsyncDisposable
{
    public const string Client = "kornhaus";
    private readonly HubIds _ids;

    /// <param name="real">True for the real engine, false for rules in code.</param>
    public TestLane(bool real = false)
    {
        _ids = new HubIds(Time);
        var client = new ClientSetup(
            Client, "Kornhaus", "Europe/Zurich", "CHF", "de-CH", [], null, true, false, [Connection("shop"), Connection("mail")]);
        Mappings = new MappingsInForce(Temp.Store);
        Mappings.Put(Client, CompiledMapping.Empty, 1);
        Setup = new CurrentSetup(new HubSetup(null, client.Connections.Select(c => c.Grant), [client]));
        Looking = new Looking(Temp.Store, Mappings);
        Processor = new LaneProcessor(
            Temp.Store, _ids, Setup, Mappings, Looking, Waker, Time, NullLogger<LaneProcessor>.Instance, real ? MappingEngine.Step : Rules.Step);
    }

    public HubIds Ids => _ids;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));

    public TempStore Temp { get; } = new();

    public RecordingWaker Waker { get; } = new();

    public TinyRules Rules { get; } = new();

    public CurrentSetup Setup { get; }

    public MappingsInForce Mappings { get; }

    public Looking Looking { get; }

    public LaneProcessor Processor { get; }

    public long Epoch { get; private set; }

    public Task<long> TakeAsync() => Temp.Store.Writer.Write(t => LaneEpoch.Raise(t, Client, "test", Time.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <summary>Turns until there is no more.</summary>
    public async Task<int> RunAsync()
    {
        Epoch = Epoch == 0 ? await TakeAsync() : Epoch;
        for (var turns = 1; ; turns++)
        {
            Assert.True(turns < 2000, "the lane never comes to rest");
            if (!(await Processor.RunAsync(Client, Epoch, CancellationToken.None)).More)
            {
                return turns;
            }
        }
    }

    public Task<long> Receive(string connection, params Shown[] shown) => Receive(connection, "events", false, shown);

    /// <summary>Stores an envelope as the journal does; a millisecond later than the one before.</summary>
    public async Task<long> Receive(string connection, string topic, bool historical, params Shown[] shown)
    {
        Time.Advance(TimeSpan.FromMilliseconds(1));
        var (id, body, at) = (_ids.Next(), _ids.Next(), Time.GetUtcNow().ToUnixTimeMilliseconds());
        var bytes = JsonSerializer.SerializeToUtf8Bytes(shown, JsonSerializerOptions.Web);
        await Temp.Store.Writer.Write(t =>
        {
            t.Execute("insert into body(id,client,bytes,codec) values (@p0,@p1,@p2,0)", body, Client, bytes);
            t.Execute(
                "insert into envelope(id,client,connection,source,topic,key1,body,offset,length,received_at,historical,cause_hops,state) values (@p0,@p1,@p2,0,@p3,@p4,@p5,0,@p6,@p7,@p8,0,0)",
                id, Client, connection, topic, "k" + id, body, bytes.Length, at, historical);
        });
        return id;
    }

    /// <summary>A person publishes a version of the history.</summary>
    public Task Publish(int version, OpenRuns runs)
    {
        Time.Advance(TimeSpan.FromMilliseconds(1));
        var publishing = new MappingPublishing(Temp.Store, _ids, Setup, new MappingHistory(Temp.Store, Time), Mappings, new PublishWarnings(Temp.Store, Mappings, new OtherHalves(Temp.Store), Time), Waker, Time);
        return Temp.Store.Writer.Write(t => publishing.Write(t, Client, version, 1, runs, "Anna", ""));
    }

    public Task Execute(string sql) => Temp.Store.Writer.Write(t => { t.Execute(sql); });

    public long Count(string sql) => Temp.Count("select count(*) from " + sql);

    public string Text(string sql) => string.Join(" ", Temp.Query(sql, r => Convert.ToString(r.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)));

    public ValueTask DisposeAsync() => Temp.DisposeAsync();

    private static ConnectionSetup Connection(string id)
    {
        var grant = new GrantSetup(id + "-login", new TinyConnector(id), new Uri("http://127.0.0.1:9"), ImmutableDictionary<string, string>.Empty, ImmutableDictionary<string, string>.Empty);
        return new ConnectionSetup(
            Client, id, grant, id, true, "thing", [], null, null, new ConnectionInfo(id, Client, id, "thing", "Europe/Zurich", "CHF", "CH"));
    }
}
