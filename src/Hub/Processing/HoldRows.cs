using System.Text.Json;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>Lets runs rest until the time that a person named, inside one job of the writer, and keeps for each why. What they wait for still ends the wait.</summary>
internal static class HoldRows
{
    /// <summary>Writes it; runs that have ended, or rest longer already, are left as they are.</summary>
    public static void Write(StoreTransaction t, string client, HoldDeed hold, string zone, DateTimeOffset now, HubIds ids)
    {
        var until = new LocalTime(zone).Say(hold.Until);
        var open = t.Query(
            "select contact, subject, data from run where client=@p0 and ended_at is null and due_at<@p2 and id in (select value from json_each(@p1))",
            r => (Contact: r.IsDBNull(0) ? (long?)null : r.GetInt64(0), Subject: r.GetString(1), Run: JsonSerializer.Deserialize<Run>(r.GetString(2), JourneyJson.Options)!),
            client, SqlList.Of(hold.Runs), hold.Until.ToUnixTimeMilliseconds());
        foreach (var (contact, subject, run) in open)
        {
            var said = $"held until {until} by {hold.By}{(hold.Note.Length == 0 ? "" : $": {hold.Note}")}";
            t.Execute("update run set due_at=@p2, data=@p3 where client=@p0 and id=@p1", client, run.Id, hold.Until.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(run with { DueAt = hold.Until, Note = said }, JourneyJson.Options));
            t.Execute(
                """
                insert into decision (id,client,event,contact,subject,rule,run_key,step,mapping_version,mode,verdict,clause,value,sentence,next_try_at,now,came_late)
                values (@p0,@p1,(select id from event where client=@p1 and natural_key=@p2),@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,'held',@p11,@p12,@p13,@p14,0)
                """,
                ids.Next(), client, run.Trigger.NaturalKey, contact, subject, run.Rule, run.RunKey, run.Step, run.MappingVersion, run.Mode, Verdict.Waits, hold.By, "is " + said,
                hold.Until.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
        }
    }
}
