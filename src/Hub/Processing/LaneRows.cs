using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>
/// Writes a turn's outcome inside one job. Fence: the lane's epoch must still be ours and every envelope must still be open, else everything is taken back.
/// All rows are made into statements before the job begins, so that the one writer only executes.
/// </summary>
internal static class LaneRows
{
    /// <summary>The turn's rows in the order in which they are written.</summary>
    public static List<LaneStatement> Statements(ClientSetup client, LaneOutcome outcome, DateTimeOffset now, HubIds ids)
    {
        var at = now.ToUnixTimeMilliseconds();
        var rows = new List<LaneStatement>();
        Events(rows, client.Id, outcome);
        Contacts(rows, client.Id, outcome);
        Identities(rows, client.Id, outcome, at, ids);
        Runs(rows, client.Id, outcome, at);
        Decisions(rows, client.Id, outcome, ids);
        if (outcome.CameLate.Count > 0)
        {
            rows.Add(new("update decision set came_late=1 where client=@p0 and id in (select value from json_each(@p1))", [client.Id, SqlList.Of(outcome.CameLate)]));
        }

        OutcomeRows.Add(rows, client, outcome, at, ids);
        return rows;
    }

    /// <summary>Writes everything.</summary>
    /// <exception cref="LaneFencedException">The lane or an envelope is somebody else's by now.</exception>
    public static void Write(StoreTransaction t, string client, long epoch, LaneOutcome outcome, List<LaneStatement> statements)
    {
        CheckOwner(t, client, epoch);
        CloseEnvelopes(t, client, outcome);
        foreach (var (sql, values) in statements)
        {
            t.Execute(sql, values);
        }
    }

    /// <summary>Refuses a job of an earlier owner.</summary>
    public static void CheckOwner(StoreTransaction t, string client, long epoch)
    {
        if (!LaneEpoch.Holds(t, client, epoch))
        {
            throw new LaneFencedException(client, "the lane has a new owner");
        }
    }

    private static void CloseEnvelopes(StoreTransaction t, string client, LaneOutcome outcome)
    {
        var closed = 0;
        foreach (var group in outcome.Closed.GroupBy(c => (c.State, c.Reason)))
        {
            closed += t.Execute(
                "update envelope set state=@p0, reason=@p1 where state=0 and id in (select value from json_each(@p2))", group.Key.State, group.Key.Reason, SqlList.Of(group.Select(c => c.Envelope.Id)));
        }

        if (closed != outcome.Closed.Count)
        {
            throw new LaneFencedException(client, "an envelope was closed by somebody else");
        }

        // By the day of receipt, so that the balance of P5 holds for each day and not only over all of them.
        foreach (var group in outcome.Closed.GroupBy(c => (c.Envelope.Connection, c.State, Day: DailyCounts.Day(c.Envelope.ReceivedAt))))
        {
            DailyCounts.Add(t, client, group.Key.Connection, group.First().Envelope.ReceivedAt, group.Key.State.ToString().ToLowerInvariant(), group.Count());
        }
    }

    private static void Events(List<LaneStatement> rows, string client, LaneOutcome outcome)
    {
        foreach (var (id, fact, subject, contact, receivedAt) in outcome.Events)
        {
            rows.Add(new(
                "insert into event(id,client,natural_key,contact,subject,name,kind,occurred_at,received_at,historical,connection,tool,run_key,cause_action,hops,is_echo,amount,currency,data) " +
                "values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11,@p12,@p13,@p14,@p15,@p16,@p17,@p18) on conflict(client,natural_key) do nothing",
                [
                    id, client, fact.NaturalKey, contact, subject, fact.Name, fact.Subject, fact.OccurredAt.ToUnixTimeMilliseconds(), receivedAt.ToUnixTimeMilliseconds(), fact.Historical,
                    fact.Connection, fact.Tool, fact.Key, fact.Cause?.ActionKey, fact.Cause?.Hops ?? 0, fact.Cause?.IsEcho ?? false, fact.Money?.ToUnits(), fact.Money?.Currency,
                    JsonSerializer.Serialize(fact, JourneyJson.Options),
                ]));
            if (contact is not null && fact.Name is "consent.given" or "consent.withdrawn")
            {
                rows.Add(new(
                    "insert into consent(id,client,contact,purpose,channel,tool,given,at,event) select @p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p0 where exists (select 1 from event where id=@p0)",
                    [id, client, contact, Word(fact, "purpose", "marketing"), Word(fact, "channel", "email"), fact.Connection, fact.Name == "consent.given", fact.OccurredAt.ToUnixTimeMilliseconds()]));
            }
        }

        foreach (var (key, envelope) in outcome.Evidence)
        {
            rows.Add(new(
                "insert into event_evidence(event,envelope,client) select id,@p1,@p2 from event where client=@p2 and natural_key=@p0 on conflict do nothing", [key, envelope, client]));
        }

        foreach (var (envelope, contact) in outcome.Named)
        {
            rows.Add(new("insert into envelope_contact(contact,envelope,client) values (@p0,@p1,@p2) on conflict do nothing", [contact, envelope, client]));
        }
    }

    private static string Word(JourneyEvent fact, string property, string otherwise) => fact.Property(property).Text ?? otherwise;

    private static void Contacts(List<LaneStatement> rows, string client, LaneOutcome outcome)
    {
        foreach (var state in outcome.Touched.Values)
        {
            if (state.ContactId is not { } contact)
            {
                continue;
            }

            var facts = state.Facts;
            var name = string.Join(' ', new[] { facts.Field("firstName").Text, facts.Field("lastName").Text }.Where(p => !string.IsNullOrWhiteSpace(p)));
            var last = facts.LastAt?.ToUnixTimeMilliseconds() ?? 0;
            var first = outcome.FirstAt.TryGetValue(contact, out var earliest) ? earliest.ToUnixTimeMilliseconds() : last;
            rows.Add(new(
                "insert into contact(id,client,version,name,email,stage,cycle,first_at,last_at,facts,log,erased) values (@p0,@p1,1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10) " +
                "on conflict(id) do update set version=version+1, name=excluded.name, email=excluded.email, stage=excluded.stage, cycle=excluded.cycle, " +
                "first_at=min(first_at,excluded.first_at), last_at=excluded.last_at, facts=excluded.facts, log=excluded.log, erased=excluded.erased where client=excluded.client",
                [
                    contact, client, name.Length == 0 ? null : name, facts.Field("email").Text ?? state.Identities.GetValueOrDefault("email"), facts.Stage?.Stage, facts.Stage?.Cycle ?? 1,
                    first, last, JsonSerializer.Serialize(facts, JourneyJson.Options), JsonSerializer.Serialize(state.Log, JourneyJson.Options), facts.Erased,
                ]));
        }
    }

    private static void Identities(List<LaneStatement> rows, string client, LaneOutcome outcome, long at, HubIds ids)
    {
        foreach (var added in outcome.Resolver?.Added ?? [])
        {
            rows.Add(new(
                "insert into identity(client,kind,scope,value,contact,envelope,since,verified) values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7) on conflict do nothing",
                [client, added.Key.Kind, added.Key.Scope, added.Key.Value, added.Contact, added.Envelope, at, added.Verified]));
        }

        foreach (var (one, other, key) in (outcome.Resolver?.Doubles ?? []).Distinct())
        {
            rows.Add(OutcomeRows.Alert(ids.Next(), client, one, new Alert(
                FormattableString.Invariant($"double:{Math.Min(one, other)}:{Math.Max(one, other)}"), "double",
                $"Two contacts share the {key.Kind.ToString().ToLowerInvariant()} {key.Value}, but one tool keeps them as two records. Look at both; join them when they are one person.", "", null, null), at));
        }
    }

    private static void Runs(List<LaneStatement> rows, string client, LaneOutcome outcome, long at)
    {
        foreach (var (subject, contact, run) in outcome.Runs.Values)
        {
            rows.Add(new(
                "insert into run(client,id,contact,subject,rule,run_key,mapping_version,step,state,mode,started_at,due_at,ended_at,data) " +
                "values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11,@p12,@p13) on conflict(client,id) do update set " +
                "step=excluded.step, state=excluded.state, due_at=excluded.due_at, ended_at=excluded.ended_at, data=excluded.data",
                [
                    client, run.Id, contact, subject, run.Rule, run.RunKey, run.MappingVersion, run.Step, run.State, run.Mode, run.StartedAt.ToUnixTimeMilliseconds(),
                    run.DueAt?.ToUnixTimeMilliseconds(), LaneOutcome.HasEnded(run) ? at : null, JsonSerializer.Serialize(run, JourneyJson.Options),
                ]));
        }
    }

    private static void Decisions(List<LaneStatement> rows, string client, LaneOutcome outcome, HubIds ids)
    {
        foreach (var (subject, contact, fact, decision) in outcome.Decisions)
        {
            rows.Add(new(
                "insert into decision(id,client,event,contact,subject,rule,run_key,step,mapping_version,mode,verdict,clause,value,sentence,next_try_at,now,came_late) " +
                "values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11,@p12,@p13,@p14,@p15,0)",
                [
                    ids.Next(), client, fact, contact, subject, decision.Rule, decision.RunKey, decision.Step, decision.MappingVersion, decision.Mode, decision.Verdict, decision.Clause,
                    decision.Value, decision.Sentence, decision.NextTryAt?.ToUnixTimeMilliseconds(), decision.Now.ToUnixTimeMilliseconds(),
                ]));
        }
    }
}
