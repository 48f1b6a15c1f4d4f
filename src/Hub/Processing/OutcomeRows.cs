using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>What goes on from a turn: the outbox, wished reads, approvals, alerts, changes of connections.</summary>
internal static class OutcomeRows
{
    /// <summary>The grants that have work after this turn.</summary>
    public static IReadOnlyCollection<string> Woken(ClientSetup client, LaneOutcome outcome) =>
        outcome.Fetches.Select(f => f.Connection).Concat(outcome.Actions.Select(a => a.Action.Connection)).Distinct(StringComparer.Ordinal)
            .Select(c => GrantOf(client, c)).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>Adds the rows.</summary>
    public static void Add(List<LaneStatement> rows, ClientSetup client, LaneOutcome outcome, long at, HubIds ids)
    {
        foreach (var (connection, envelope, historical, wish) in outcome.Fetches)
        {
            rows.Add(new(
                "insert into fetch(id,client,\"grant\",connection,kind,object_id,reason,envelope,due_at,state,attempts,historical) values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,0,0,@p9) " +
                "on conflict(client,connection,kind,object_id) where state=0 do update set envelope=excluded.envelope, historical=min(historical,excluded.historical)",
                [ids.Next(), client.Id, GrantOf(client, connection) ?? "", connection, wish.Kind, wish.Id, wish.Reason, envelope, at, historical]));
        }

        foreach (var (subject, contact, request) in outcome.Approvals)
        {
            rows.Add(new(
                "insert into approval(id,client,run,rule,step,contact,subject,title,draft,action,created_at,expires_at,state) values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11,0) on conflict do nothing",
                [ids.Next(), client.Id, request.RunId, request.Rule, request.Step, contact, subject, request.Title, request.Draft, request.Action, at, request.ExpiresAt?.ToUnixTimeMilliseconds()]));
        }

        foreach (var (rule, contact, begun) in outcome.Admitted)
        {
            rows.AddRange(AlreadyRows.Close(client.Id, rule, contact, begun, at));
        }

        if (outcome.Look is { } look)
        {
            rows.Add(Looking.Note(client.Id, look));
        }

        foreach (var answer in outcome.AnswersClosed)
        {
            rows.Add(new("update approval set state=@p1 where id=@p0", [answer, ApprovalState.Closed]));
        }

        foreach (var (contact, alert) in outcome.Alerts)
        {
            rows.Add(Alert(ids.Next(), client.Id, contact, alert, at));
        }

        foreach (var key in outcome.Solved)
        {
            rows.Add(new("update alert set solved_at=@p2 where client=@p0 and key=@p1 and solved_at is null", [client.Id, key, at]));
        }

        foreach (var (connection, change) in outcome.Changes)
        {
            rows.Add(new(
                "insert into connection_state(client,connection,state,reason,since) values (@p0,@p1,@p2,@p3,@p4) " +
                "on conflict(client,connection) do update set state=excluded.state, reason=excluded.reason, since=excluded.since",
                [client.Id, connection, change.State == "revoked" ? "off" : "needs-you", change.Reason, at]));
        }

        Actions(rows, client, outcome, at, ids);
        Heard(rows, client, outcome, at);
    }

    /// <summary>Raises an alert unless the same one is open.</summary>
    public static LaneStatement Alert(long id, string client, long? contact, Alert alert, long at) => new(
        "insert into alert(id,client,key,kind,text,rule,\"to\",contact,due_at,raised_at) values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9) on conflict do nothing",
        [id, client, alert.Key, alert.Kind, alert.Text, alert.Rule, alert.To, contact, alert.DueAt?.ToUnixTimeMilliseconds(), at]);

    // When a connection last called, for the pages: noted with the turn and not at the receipt, which has no write to spare.
    private static void Heard(List<LaneStatement> rows, ClientSetup client, LaneOutcome outcome, long at)
    {
        foreach (var group in outcome.Closed.Where(c => c.Envelope.Source == EnvelopeSource.Webhook).GroupBy(c => c.Envelope.Connection))
        {
            rows.Add(new(
                "insert into connection_state(client,connection,state,since,last_webhook_at) values (@p0,@p1,'fine',@p2,@p3) " +
                "on conflict(client,connection) do update set last_webhook_at=max(coalesce(last_webhook_at,0),excluded.last_webhook_at)",
                [client.Id, group.Key, at, group.Max(c => c.Envelope.ReceivedAt).ToUnixTimeMilliseconds()]));
        }
    }

    // One whose key is known is there already: deciding twice does it once (P2).
    private static void Actions(List<LaneStatement> rows, ClientSetup client, LaneOutcome outcome, long at, HubIds ids)
    {
        foreach (var (subject, contact, fact, action) in outcome.Actions)
        {
            if (GrantOf(client, action.Connection) is not { } grant)
            {
                continue; // the hub's own effects are alerts and approvals
            }

            rows.Add(Action(ids.Next(), client.Id, grant, subject, contact, fact, action, at));
        }
    }

    /// <summary>Puts an action into the outbox; one whose key is known is there already.</summary>
    public static LaneStatement Action(long id, string client, string grant, string subject, long? contact, long? fact, PlannedAction action, long at) => new(
        "insert into action(id,client,key,\"grant\",connection,verb,name,rule,run,step,contact,subject,object_id,email,touch,due_at,stale_at,state,payload,event,hops,target_reason," +
        "approved_by,expect,attempts,epoch,created_at,updated_at) values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11,@p12,@p13,@p14,@p15,@p16,0,@p17,@p18,@p19,@p20,@p21,@p22,0,0,@p23,@p23) " +
        "on conflict(client,key) do nothing",
        [
            id, client, action.Key, grant, action.Connection, action.Verb, action.Name, action.Rule, action.RunId, action.Step, contact, subject, action.ObjectId, action.Email,
            action.Class, action.DueAt.ToUnixTimeMilliseconds(), action.StaleAt?.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(action.Arguments, JourneyJson.Options), fact, action.Hops,
            action.TargetReason, action.ApprovedBy, action.Expect is null ? null : JsonSerializer.Serialize(action.Expect, JourneyJson.Options), at,
        ]);

    private static string? GrantOf(ClientSetup client, string connection) => client.Connections.FirstOrDefault(c => c.Id == connection)?.Grant.Id;
}
