using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Vendors;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Delivering;

/// <summary>
/// The last moment before a call, in one writer's job: who owns the grant, what a person stopped, what the contact allows; then <c>due -> sending</c>, the attempt and the
/// echo marks. Every row that is claimed must be hit, else the whole job is taken back.
/// </summary>
internal sealed class Claim(HubSetup setup, MappingsInForce mappings, HubIds ids, RefusedConnections refused, string grant, long epoch, DateTimeOffset now)
{
    /// <summary>Message of an action whose earlier try may have happened and which may no longer go.</summary>
    private const string MayHaveHappened = "An earlier try was interrupted and may have happened. ";
    private readonly long _now = now.ToUnixTimeMilliseconds();

    /// <summary>Claims what may go; holds or drops the rest with its reason.</summary>
    /// <returns>The claimed actions with the ids of their attempts.</returns>
    public List<ClaimedAction> Take(StoreTransaction store, IReadOnlyList<DueAction> actions, ContactsAtHand contacts)
    {
        if (!LaneEpoch.Holds(store, LaneEpoch.OfGrant(grant), epoch))
        {
            throw new OwnershipLostException($"Grant {grant} has another owner; ours was epoch {epoch}.");
        }

        var (client, connectionId, verb) = (actions[0].Client, actions[0].Connection, actions[0].Verb);
        var stops = store.Query("select scope, target, by, reason from stop where client = @p0", r => (Scope: r.GetString(0), Target: r.GetString(1), By: r.GetString(2), Reason: r.GetString(3)), client);
        var connection = setup.Connection(client, connectionId);
        var info = connection?.Grant.Connector.Info.Actions.FirstOrDefault(a => a.Verb == verb);
        var people = contacts.Now(store, actions);
        var gate = connection is null ? null : GateOf(setup.Clients[client]);
        var sent = gate is null ? [] : Sent(store, client, actions, people, gate);
        var behind = Behind(store, client, connectionId, actions);
        var due = StillDue(store, actions);
        var claimed = new List<ClaimedAction>(actions.Count);
        foreach (var action in actions.Where(a => due.Contains(a.Id)))
        {
            var contact = action.Contact is { } id ? people.GetValueOrDefault(id) : null;
            var stop = stops.Find(s => s.Scope == "client" || (s.Scope == "rule" && s.Target == action.Rule) || (s.Scope == "connection" && s.Target == connectionId));
            if (stop.Scope is not null)
            {
                Hold(store, action, $"Stopped by {stop.By}: {stop.Reason}");
            }
            else if (connection is null)
            {
                Hold(store, action, $"The connection {connectionId} is no longer set up.");
            }
            else if (refused.Contains(connection))
            {
                Hold(store, action, $"{connection.Grant.Connector.Info.Name} does not accept the login: the connection must be mended first.");
            }
            else if (info is null)
            {
                End(store, action, ActionState.Rejected, $"{connection.Grant.Connector.Info.Name} cannot do {verb}.");
            }
            else if (info.OnlyByApproval && string.IsNullOrEmpty(action.ApprovedBy))
            {
                Decide(store, action, GateVerdict.Drop(Verdict.NeedsApproval, "approval", "none", "Not sent: nobody approved it."));
                End(store, action, ActionState.Dropped, "Not sent: nobody approved it.");
            }
            else if (gate!.Check(action, contact, sent.GetValueOrDefault(contact?.Id ?? 0, RunLog.Empty)) is { Sends: false } verdict)
            {
                Refuse(store, action, verdict, info);
            }
            else if (behind.TryGetValue(action.Id, out var later))
            {
                store.Execute("update action set due_at = @p1, updated_at = @p2 where id = @p0 and state = @p3", action.Id, later, _now, ActionState.Due);
            }
            else
            {
                claimed.Add(Send(store, action, connection, info, contacts));
                if (action.Touch is TouchClass.Marketing && contact is not null)
                {
                    // Two that became one person meanwhile: the second counts the first.
                    var before = sent.GetValueOrDefault(contact.Id, RunLog.Empty);
                    sent[contact.Id] = before with { Touches = before.Touches.Add(new Touch(action.Key, action.Rule, now, TouchClass.Marketing)) };
                }
            }
        }

        return claimed;
    }

    private SendGate GateOf(ClientSetup client)
    {
        var (compiled, version) = mappings.Of(client);
        return new SendGate(compiled, client.ToContext(version), now);
    }

    // A person may have been faster.
    private static HashSet<long> StillDue(StoreTransaction store, IReadOnlyList<DueAction> actions) =>
        store.Numbers("select id from action where state = @p0 and id in (select value from json_each(@p1))", ActionState.Due, SqlList.Of(actions.Select(a => a.Id)));

    private Dictionary<long, RunLog> Sent(StoreTransaction store, string client, IReadOnlyList<DueAction> actions, Dictionary<long, ContactNow> contacts, SendGate gate) => SentTouches.Read(
        store, client, [.. actions.Where(a => a.Touch is TouchClass.Marketing && a.Contact is { } id && contacts.ContainsKey(id)).Select(a => contacts[a.Contact!.Value].Id).Distinct()],
        (now - gate.Window).ToUnixTimeMilliseconds());

    // What the same run wished there earlier is held or tried again later: this follows it at the distance at which the rule planned it, so that a tag is not taken before it was put.
    private Dictionary<long, long> Behind(StoreTransaction store, string client, string connection, IReadOnlyList<DueAction> actions)
    {
        var waiting = store.Query(
            "select run, id, due_at, created_at from action where client = @p0 and contact in (select value from json_each(@p4)) and connection = @p1 and state = @p2 and due_at > @p3",
            r => (Run: r.GetString(0), Id: r.GetInt64(1), DueAt: r.GetInt64(2), CreatedAt: r.GetInt64(3)), client, connection, ActionState.Due, _now,
            SqlList.Of(actions.Select(a => a.Contact).OfType<long>().Distinct())).ToLookup(w => w.Run);
        return actions.Select(a => (a.Id, Later: waiting[a.Run].Where(w => w.Id < a.Id).Select(w => w.DueAt + Math.Max(0, a.CreatedAt - w.CreatedAt)).DefaultIfEmpty(0).Max()))
            .Where(a => a.Later > _now).ToDictionary(a => a.Id, a => a.Later);
    }

    private ClaimedAction Send(StoreTransaction store, DueAction action, ConnectionSetup connection, ActionInfo info, ContactsAtHand contacts)
    {
        // A person's "it is not there" sets the tries back to none; what came before it then does not count.
        var doubtful = !info.Repeatable && action.Attempts > 0
            && store.Scalar<long>("select count(*) from attempt where action = @p0 and (outcome is null or outcome = @p1)", action.Id, ActionOutcome.Uncertain) > 0;
        var hit = store.Execute("update action set state = @p1, attempts = attempts + 1, epoch = @p2, updated_at = @p3 where id = @p0 and state = @p4",
            action.Id, ActionState.Sending, epoch, _now, ActionState.Due);
        if (hit != 1)
        {
            throw new OwnershipLostException($"Action {action.Id} was claimed by somebody else.");
        }

        var attempt = ids.Next();
        store.Execute("insert into attempt (id, client, action, n, started_at) values (@p0, @p1, @p2, (select coalesce(max(n), 0) + 1 from attempt where action = @p2), @p3)",
            attempt, action.Client, action.Id, _now);
        var outbound = action.ToOutbound(action.Attempts + 1, contacts.Field(action.Contact, "firstName"), contacts.Field(action.Contact, "lastName"), doubtful);
        EchoMarks.Write(store, action.Client, action.Connection, action.Key, action.Hops, connection.Grant.Connector.MarksOf(action.Verb, outbound), now);
        return new ClaimedAction(action, attempt, outbound);
    }

    private void Refuse(StoreTransaction store, DueAction action, GateVerdict gate, ActionInfo info)
    {
        if (gate.Until is { } until)
        {
            if (action.Result != gate.Sentence)
            {
                Decide(store, action, gate); // once a reason, not once a look
            }

            store.Execute("update action set due_at = @p1, result = @p2, updated_at = @p3 where id = @p0 and state = @p4",
                action.Id, Math.Max(until.ToUnixTimeMilliseconds(), _now + 1000), gate.Sentence, _now, ActionState.Due);
            return;
        }

        Decide(store, action, gate);
        if (!info.Repeatable && store.Scalar<int?>("select outcome from attempt where action = @p0 order by n desc limit 1", action.Id) is (int)ActionOutcome.Uncertain)
        {
            End(store, action, ActionState.Uncertain, MayHaveHappened + gate.Sentence);
            return;
        }

        End(store, action, ActionState.Dropped, gate.Sentence);
    }

    private void Hold(StoreTransaction store, DueAction action, string reason) => End(store, action, ActionState.Held, reason);

    private void End(StoreTransaction store, DueAction action, ActionState state, string result) => store.Execute(
        "update action set state = @p1, result = @p2, updated_at = @p3 where id = @p0 and state = @p4", action.Id, state, result, _now, ActionState.Due);

    private void Decide(StoreTransaction store, DueAction action, GateVerdict gate) => store.Execute(
        """
        insert into decision (id, client, event, contact, subject, rule, run_key, step, mapping_version, mode, verdict, clause, value, sentence, next_try_at, now, came_late)
        select @p0, @p1, @p2, @p3, @p4, @p5, coalesce(r.run_key, ''), @p6, coalesce(r.mapping_version, 0), coalesce(r.mode, 3), @p7, @p8, @p9, @p10, @p11, @p12, 0
        from (select 1) left join run r on r.client = @p1 and r.id = @p13
        """,
        ids.Next(), action.Client, action.Event, action.Contact, action.Subject, action.Rule, action.Step, gate.Verdict, gate.Clause, gate.Value, gate.Sentence,
        gate.Until?.ToUnixTimeMilliseconds(), _now, action.Run);
}
