using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>Writes a turn's outcome inside one job. Fence: the lane's epoch must still be ours and every envelope must still be open, else everything is taken back.</summary>
internal static class LaneRows
{
    /// <summary>Writes everything; gives the grants that have work now.</summary>
    public static IReadOnlyCollection<string> Write(StoreTransaction t, ClientSetup client, long epoch, LaneOutcome outcome, DateTimeOffset now, HubIds ids)
    {
        var at = now.ToUnixTimeMilliseconds();
        if (t.Scalar<long>("select epoch from lane where client=@p0", client.Id) != epoch)
        {
            throw new LaneFencedException(client.Id, "the lane has a new owner");
        }

        CloseEnvelopes(t, client.Id, outcome, now);
        Events(t, client.Id, outcome);
        Contacts(t, client.Id, outcome);
        Identities(t, client.Id, outcome, at);
        Runs(t, client.Id, outcome, at);
        Decisions(t, client.Id, outcome, ids);
        OutcomeRows.Write(t, client, outcome, now, ids);
        return OutcomeRows.Actions(t, client, outcome, at, ids);
    }

    private static void CloseEnvelopes(StoreTransaction t, string client, LaneOutcome outcome, DateTimeOffset now)
    {
        foreach (var (id, _, state, reason) in outcome.Closed)
        {
            if (t.Execute("update envelope set state=@p1, reason=@p2 where id=@p0 and state=0", id, state, reason) != 1)
            {
                throw new LaneFencedException(client, "an envelope was closed by somebody else");
            }
        }

        foreach (var group in outcome.Closed.GroupBy(c => (c.Connection, c.State)))
        {
            DailyCounts.Add(t, client, group.Key.Connection, now, group.Key.State.ToString().ToLowerInvariant(), group.Count());
        }
    }

    private static void Events(StoreTransaction t, string client, LaneOutcome outcome)
    {
        foreach (var (id, fact, subject, contact, receivedAt, _) in outcome.Events)
        {
            t.Execute(
                "insert into event(id,client,natural_key,contact,subject,name,kind,occurred_at,received_at,historical,connection,tool,run_key,cause_action,hops,is_echo,amount,currency,data) " +
                "values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11,@p12,@p13,@p14,@p15,@p16,@p17,@p18) on conflict(client,natural_key) do nothing",
                id, client, fact.NaturalKey, contact, subject, fact.Name, fact.Subject, fact.OccurredAt.ToUnixTimeMilliseconds(), receivedAt.ToUnixTimeMilliseconds(), fact.Historical,
                fact.Connection, fact.Tool, fact.Key, fact.Cause?.ActionKey, fact.Cause?.Hops ?? 0, fact.Cause?.IsEcho ?? false, fact.Money?.ToUnits(), fact.Money?.Currency,
                JsonSerializer.Serialize(fact, JourneyJson.Options));
            if (contact is { } person && fact.Name is "consent.given" or "consent.withdrawn")
            {
                t.Execute(
                    "insert into consent(id,client,contact,purpose,channel,tool,given,at,event) values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p0)",
                    id, client, contact, Word(fact, "purpose", "marketing"), Word(fact, "channel", "email"), fact.Connection, fact.Name == "consent.given", fact.OccurredAt.ToUnixTimeMilliseconds());
            }
        }

        foreach (var (key, envelope) in outcome.Evidence)
        {
            t.Execute(
                "insert into event_evidence(event,envelope,client) select id,@p1,@p2 from event where client=@p2 and natural_key=@p0 on conflict do nothing", key, envelope, client);
        }

        foreach (var (envelope, contact) in outcome.Named)
        {
            t.Execute("insert into envelope_contact(contact,envelope,client) values (@p0,@p1,@p2) on conflict do nothing", contact, envelope, client);
        }
    }

    private static string Word(JourneyEvent fact, string property, string otherwise) => fact.Property(property).Text ?? otherwise;

    private static void Contacts(StoreTransaction t, string client, LaneOutcome outcome)
    {
        foreach (var state in outcome.Touched.Values)
        {
            if (state.ContactId is not { } contact)
            {
                continue;
            }

            var name = string.Join(' ', new[] { state.Facts.Field("firstName").Text, state.Facts.Field("lastName").Text }.Where(p => !string.IsNullOrWhiteSpace(p)));
            var last = state.Facts.LastAt?.ToUnixTimeMilliseconds() ?? 0;
            t.Execute(
                "insert into contact(id,client,version,name,email,stage,cycle,first_at,last_at,facts,log,erased) values (@p0,@p1,1,@p2,@p3,@p4,@p5,@p6,@p6,@p7,@p8,@p9) " +
                "on conflict(id) do update set version=version+1, name=excluded.name, email=excluded.email, stage=excluded.stage, cycle=excluded.cycle, " +
                "last_at=excluded.last_at, facts=excluded.facts, log=excluded.log, erased=excluded.erased",
                contact, client, name.Length == 0 ? null : name, state.Facts.Field("email").Text ?? state.Identities.GetValueOrDefault("email"), state.Facts.Stage?.Stage,
                state.Facts.Stage?.Cycle ?? 1, last, JsonSerializer.Serialize(state.Facts, JourneyJson.Options), JsonSerializer.Serialize(state.Log, JourneyJson.Options), state.Facts.Erased);
        }
    }

    private static void Identities(StoreTransaction t, string client, LaneOutcome outcome, long at)
    {
        foreach (var added in outcome.Resolver?.Added ?? [])
        {
            t.Execute(
                "insert into identity(client,kind,scope,value,contact,envelope,since,verified) values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7) on conflict do nothing",
                client, added.Key.Kind, added.Key.Scope, added.Key.Value, added.Contact, added.Envelope, at, added.Verified);
        }

        foreach (var (one, other, key) in (outcome.Resolver?.Doubles ?? []).Distinct())
        {
            OutcomeRows.Alert(t, client, one, new Alert(
                $"double:{Math.Min(one, other)}:{Math.Max(one, other)}", "double",
                $"Two contacts share the {key.Kind.ToString().ToLowerInvariant()} {key.Value}: likely one person. Look at both, then join them.", "", null, null), at);
        }
    }

    private static void Runs(StoreTransaction t, string client, LaneOutcome outcome, long at)
    {
        foreach (var state in outcome.Touched.Values)
        {
            foreach (var run in state.Runs.Values)
            {
                var ended = run.State is RunState.Done or RunState.Exited or RunState.Dropped;
                t.Execute(
                    "insert into run(client,id,contact,subject,rule,run_key,mapping_version,step,state,mode,started_at,due_at,ended_at,data) " +
                    "values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11,@p12,@p13) on conflict(client,id) do update set " +
                    "step=excluded.step, state=excluded.state, due_at=excluded.due_at, ended_at=excluded.ended_at, data=excluded.data",
                    client, run.Id, state.ContactId, state.Subject, run.Rule, run.RunKey, run.MappingVersion, run.Step, run.State, run.Mode, run.StartedAt.ToUnixTimeMilliseconds(),
                    run.DueAt?.ToUnixTimeMilliseconds(), ended ? at : null, JsonSerializer.Serialize(run, JourneyJson.Options));
            }
        }
    }

    private static void Decisions(StoreTransaction t, string client, LaneOutcome outcome, HubIds ids)
    {
        foreach (var (subject, contact, fact, decision) in outcome.Decisions)
        {
            t.Execute(
                "insert into decision(id,client,event,contact,subject,rule,run_key,step,mapping_version,mode,verdict,clause,value,sentence,next_try_at,now,came_late) " +
                "values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11,@p12,@p13,@p14,@p15,0)",
                ids.Next(), client, fact, contact, subject, decision.Rule, decision.RunKey, decision.Step, decision.MappingVersion, decision.Mode, decision.Verdict, decision.Clause,
                decision.Value, decision.Sentence, decision.NextTryAt?.ToUnixTimeMilliseconds(), decision.Now.ToUnixTimeMilliseconds());
        }
    }
}
