using System.Text.Json;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>Ends runs that a person skipped, or lets them rest until the time that was named, inside one job of the writer, and keeps for each why. What a resting run waits for still ends its wait.</summary>
internal static class ComingRows
{
    /// <summary>Writes it; runs that have ended meanwhile, or rest longer already, are left as they are.</summary>
    public static void Write(StoreTransaction t, string client, ComingDeed deed, string zone, DateTimeOffset now, HubIds ids)
    {
        var open = t.Query(
            "select contact, subject, data from run where client=@p0 and ended_at is null and (@p2 is null or due_at<@p2) and id in (select value from json_each(@p1))",
            r => (Contact: r.IsDBNull(0) ? (long?)null : r.GetInt64(0), Subject: r.GetString(1), Run: JsonSerializer.Deserialize<Run>(r.GetString(2), JourneyJson.Options)!),
            client, SqlList.Of(deed.Runs), deed.Until?.ToUnixTimeMilliseconds());
        var why = deed.Note.Length == 0 ? "" : $": {deed.Note}";
        foreach (var (contact, subject, run) in open)
        {
            if (deed.Until is { } until)
            {
                var said = $"held until {new LocalTime(zone).Say(until)} by {deed.By}{why}";
                t.Execute("update run set due_at=@p2, data=@p3 where client=@p0 and id=@p1", client, run.Id, until.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(run with { DueAt = until, Note = said }, JourneyJson.Options));
                Decide(contact, subject, run, Verdict.Waits, "held", "is " + said);
            }
            else
            {
                PublishRows.End(t, client, run, $"skipped by {deed.By}", now);
                Decide(contact, subject, run, Verdict.Declined, "skipped", $"was skipped by {deed.By}{why}");
            }
        }

        void Decide(long? contact, string subject, Run run, Verdict verdict, string clause, string sentence) => t.Execute(
            """
            insert into decision (id,client,event,contact,subject,rule,run_key,step,mapping_version,mode,verdict,clause,value,sentence,next_try_at,now,came_late)
            values (@p0,@p1,(select id from event where client=@p1 and natural_key=@p2),@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11,@p12,@p13,@p14,@p15,0)
            """,
            ids.Next(), client, run.Trigger.NaturalKey, contact, subject, run.Rule, run.RunKey, run.Step, run.MappingVersion, run.Mode, verdict, clause, deed.By, sentence,
            deed.Until?.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
    }
}
