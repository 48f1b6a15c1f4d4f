using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>A client <c>ana</c> with versions of its rules, what they concluded, and who reached their goal; days count from a start.</summary>
public sealed class RuleHistory(DateTimeOffset start, params KnownAction[] tools) : IAsyncDisposable
{
    private readonly TempStore _temp = new();
    private MappingsInForce? _mappings;
    private long _id = 1000;

    public static ClientSetup Client { get; } = SampleBakery.Client("ana", "Ana");

    public HubStore Store => _temp.Store;

    public MappingsInForce Mappings => _mappings ??= new MappingsInForce(Store);

    public ValueTask DisposeAsync() => _temp.DisposeAsync();

    /// <summary>A version with these rules comes in force.</summary>
    public async Task Version(int version, int day, string rules)
    {
        var document = $$"""{ "rules": [ {{rules}} ] }""";
        await Store.Writer.Write(t => t.Execute(
            "insert into mapping_version(client,version,hash,document,state,at,by,source) values ('ana',@p0,'h',@p1,'replaced',@p2,'Anna','file')", version, document, start.AddDays(day).ToUnixTimeMilliseconds()));
        if (version > 1)
        {
            await Event($"hub:ana:hub.published:{version}", PublishDeed.Name, "thing", day, ("version", version.ToString(CultureInfo.InvariantCulture)));
        }

        Mappings.Put("ana", MappingLoader.Load(document, "m", tools).Mapping!, version);
    }

    /// <summary>A rule concluded something about a subject.</summary>
    public Task Concluded(string subject, string key, int day, Verdict verdict, string? clause, string? step = null, string rule = "thank", string client = "ana", string? value = null, int version = 1) => Store.Writer.Write(t => t.Execute(
        "insert into decision (id,client,subject,rule,run_key,step,mapping_version,mode,verdict,clause,value,sentence,now,came_late) values (@p0,@p1,@p2,@p3,@p4,@p5,@p10,3,@p6,@p7,@p9,'',@p8,0)",
        _id++, client, subject, rule, key, step, verdict, clause, start.AddDays(day).ToUnixTimeMilliseconds(), value, version));

    /// <summary>A subject reached the goal of the rule <c>thank</c>.</summary>
    public Task Reached(string subject, string key, int day) => Event($"hub:hub.goal.reached:thank:{key}:{subject}", "hub.goal.reached", subject, day, ("rule", "thank"), ("runKey", key));

    private Task Event(string naturalKey, string name, string subject, int day, params (string Name, string Value)[] properties)
    {
        var fact = new JourneyEvent
        {
            NaturalKey = naturalKey, Name = name, Subject = EventSubject.Thing, OccurredAt = start.AddDays(day), Connection = "hub", Tool = "hub",
            Properties = properties.ToImmutableSortedDictionary(p => p.Name, p => Value.Of(p.Value)),
        };
        return Store.Writer.Write(t => t.Execute(
            """
            insert into event (id,client,natural_key,subject,name,kind,occurred_at,received_at,historical,connection,tool,hops,is_echo,data)
            values (@p0,'ana',@p1,@p2,@p3,@p4,@p5,@p5,0,'hub','hub',0,0,@p6)
            """, _id++, naturalKey, subject, name, fact.Subject, fact.OccurredAt.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(fact, JourneyJson.Options)));
    }
}
