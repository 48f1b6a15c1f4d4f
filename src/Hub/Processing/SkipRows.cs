using System.Text.Json;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>Ends runs that a person skipped, inside one job of the writer, and keeps for each why.</summary>
internal static class SkipRows
{
    /// <summary>Writes it; runs that have ended meanwhile are left as they ended.</summary>
    public static void Write(StoreTransaction t, string client, SkipDeed skip, DateTimeOffset now, HubIds ids)
    {
        var open = t.Query(
            "select contact, subject, data from run where client=@p0 and ended_at is null and id in (select value from json_each(@p1))",
            r => (Contact: r.IsDBNull(0) ? (long?)null : r.GetInt64(0), Subject: r.GetString(1), Run: JsonSerializer.Deserialize<Run>(r.GetString(2), JourneyJson.Options)!), client, SqlList.Of(skip.Runs));
        foreach (var (contact, subject, run) in open)
        {
            PublishRows.End(t, client, run, $"skipped by {skip.By}", now);
            t.Execute(
                """
                insert into decision (id,client,event,contact,subject,rule,run_key,step,mapping_version,mode,verdict,clause,value,sentence,now,came_late)
                values (@p0,@p1,(select id from event where client=@p1 and natural_key=@p2),@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,'skipped',@p11,@p12,@p13,0)
                """,
                ids.Next(), client, run.Trigger.NaturalKey, contact, subject, run.Rule, run.RunKey, run.Step, run.MappingVersion, run.Mode, Verdict.Declined, skip.By,
                $"was skipped by {skip.By}{(skip.Note.Length == 0 ? "" : $": {skip.Note}")}", now.ToUnixTimeMilliseconds());
        }
    }
}
