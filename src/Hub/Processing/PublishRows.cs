using System.Text.Json;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>Puts a version in force inside one job of the writer: the history and the open runs.</summary>
internal static class PublishRows
{
    /// <summary>Writes it; doing it again changes nothing.</summary>
    public static void Write(StoreTransaction t, string client, PublishDeed publish, CompiledMapping compiled, DateTimeOffset now)
    {
        t.Execute("update mapping_version set state='replaced' where client=@p0 and state='published' and version<>@p1", client, publish.Version);
        t.Execute(
            "update mapping_version set state='published', published_at=@p2, published_by=@p3, note=@p4 where client=@p0 and version=@p1",
            client, publish.Version, publish.At.ToUnixTimeMilliseconds(), publish.By, publish.Note);
        if (publish.Runs == OpenRuns.Finish)
        {
            return;
        }

        foreach (var run in t.Query("select data from run where client=@p0 and ended_at is null", r => JsonSerializer.Deserialize<Run>(r.GetString(0), JourneyJson.Options)!, client))
        {
            if (run.Rule.StartsWith("hub.", StringComparison.Ordinal))
            {
                continue; // the hub's own waits (an abandoned checkout, a lapse) belong to no version
            }

            if (publish.Runs == OpenRuns.End)
            {
                End(t, client, run, $"ended by {publish.By} with version {publish.Version}", now);
            }
            else if (compiled.Rule(run.Rule)?.Steps.Any(s => s.Id == run.Step) == true)
            {
                Store(t, client, run with { MappingVersion = publish.Version }, null);
            }
        }
    }

    /// <summary>Ends a run on a person's word; a draft of it that waits is withdrawn.</summary>
    public static void End(StoreTransaction t, string client, Run run, string note, DateTimeOffset now)
    {
        Store(t, client, run with { State = RunState.Dropped, DueAt = null, Note = note }, now);
        t.Execute("update approval set state=@p2 where client=@p0 and run=@p1 and state=@p3", client, run.Id, ApprovalState.Closed, ApprovalState.Open);
    }

    private static void Store(StoreTransaction t, string client, Run run, DateTimeOffset? ended) => t.Execute(
        "update run set mapping_version=@p2, state=@p3, due_at=@p4, ended_at=@p5, data=@p6 where client=@p0 and id=@p1", client, run.Id, run.MappingVersion, run.State,
        run.DueAt?.ToUnixTimeMilliseconds(), ended?.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(run, JourneyJson.Options));
}
