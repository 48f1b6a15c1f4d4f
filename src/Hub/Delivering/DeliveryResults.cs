using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Vendors;

namespace IntegrationHub.Hub.Delivering;

/// <summary>Writes what became of one call, in one writer's job: the attempts' ends and the actions' states.</summary>
internal sealed class DeliveryResults(HubIds ids, RefusedConnections refused, long epoch, DateTimeOffset now)
{
    private readonly long _now = now.ToUnixTimeMilliseconds();

    /// <summary>One verdict for each claimed action, also where the connector gave none or threw.</summary>
    public static IReadOnlyList<ActionVerdict> Complete(IReadOnlyList<ClaimedAction> claimed, IReadOnlyList<ActionVerdict> given, bool repeatable)
    {
        var byKey = given.GroupBy(v => v.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        return [.. claimed.Select(c => byKey.GetValueOrDefault(c.Action.Key) ?? Unknown(c, repeatable, "The answer says nothing about this action."))];
    }

    /// <summary>Nothing is known of the call: repeatable ones go again, the others are shown to a person.</summary>
    public static ActionVerdict Unknown(ClaimedAction claimed, bool repeatable, string reason) =>
        new(claimed.Action.Key, repeatable ? ActionOutcome.Retry : ActionOutcome.Uncertain, reason);

    /// <summary>Writes the verdicts.</summary>
    /// <param name="store">The job's transaction.</param>
    /// <param name="connection">The connection that was called.</param>
    /// <param name="claimed">The claimed actions.</param>
    /// <param name="verdicts">One for each, in the same order.</param>
    public void Write(StoreTransaction store, ConnectionSetup connection, IReadOnlyList<ClaimedAction> claimed, IReadOnlyList<ActionVerdict> verdicts)
    {
        var delivered = false;
        foreach (var (one, verdict) in claimed.Zip(verdicts))
        {
            store.Execute("update attempt set ended_at = @p1, request = @p2, status = @p3, answer = @p4, outcome = @p5, reason = @p6 where id = @p0",
                one.Attempt, _now, verdict.Exchange?.Request, verdict.Exchange?.Status, verdict.Exchange?.Answer, verdict.Outcome, verdict.Reason);
            delivered |= verdict.Outcome is ActionOutcome.Done or ActionOutcome.Ignored;
            WriteAction(store, connection, one, verdict);
        }

        if (delivered)
        {
            ConnectionStates.Delivered(store, connection.Client, connection.Id, _now);
        }
    }

    /// <summary>Gives back actions that were claimed and not sent: as if the claim had not been.</summary>
    public void GiveBack(StoreTransaction store, IReadOnlyList<ClaimedAction> claimed)
    {
        foreach (var one in claimed)
        {
            store.Execute("delete from attempt where id = @p0", one.Attempt);
            store.Execute("update action set state = @p1, attempts = attempts - 1, updated_at = @p2 where id = @p0 and state = @p3 and epoch = @p4",
                one.Action.Id, ActionState.Due, _now, ActionState.Sending, epoch);
        }
    }

    private void WriteAction(StoreTransaction store, ConnectionSetup connection, ClaimedAction one, ActionVerdict verdict)
    {
        switch (verdict.Outcome)
        {
            case ActionOutcome.Done:
                End(store, one, ActionState.Done, verdict);
                break;
            case ActionOutcome.Ignored:
                End(store, one, ActionState.Ignored, verdict);
                break;
            case ActionOutcome.Rejected:
                End(store, one, ActionState.Rejected, verdict);
                break;
            case ActionOutcome.Uncertain:
                End(store, one, ActionState.Uncertain, verdict);
                break;
            case ActionOutcome.ConnectionBroken:
                Break(store, connection, one, verdict);
                break;
            default:
                Retry(store, one, verdict);
                break;
        }
    }

    private void Retry(StoreTransaction store, ClaimedAction one, ActionVerdict verdict)
    {
        var tries = one.Outbound.Attempt;
        if (DeliverySchedule.WaitAfter(tries, verdict.RetryAfter, one.Action.Id) is not { } wait)
        {
            var span = DeliverySchedule.InWords(TimeSpan.FromMilliseconds(Math.Max(0, _now - one.Action.DueAt)));
            var started = store.Scalar<long?>("select min(started_at) from attempt where action = @p0", one.Action.Id);
            span = started is { } first ? DeliverySchedule.InWords(TimeSpan.FromMilliseconds(_now - first)) : span;
            End(store, one, ActionState.Rejected, verdict with { Reason = FormattableString.Invariant($"Gave up after {tries} tries over {span}. Last answer: {verdict.Reason}") });
            return;
        }

        var next = _now + (long)wait.TotalMilliseconds;
        Move(store, one, "state = @p1, due_at = @p2, result = @p3", ActionState.Due, next, verdict.Reason);

        // What the same run wants to do there afterwards must not overtake it: the field before the tag that starts the mail.
        store.Execute(
            """
            update action set due_at = @p0, updated_at = @p1 where client = @p2 and contact is @p3 and run = @p4 and connection = @p5 and id > @p6 and state = @p7 and due_at < @p0
            """, next, _now, one.Action.Client, one.Action.Contact, one.Action.Run, one.Action.Connection, one.Action.Id, ActionState.Due);
    }

    private void Break(StoreTransaction store, ConnectionSetup connection, ClaimedAction one, ActionVerdict verdict)
    {
        refused.Add(connection);
        Move(store, one, "state = @p1, attempts = attempts - 1, due_at = @p2, result = @p3", ActionState.Held, one.Action.DueAt, verdict.Reason); // this try does not count
        store.Execute("""update action set state = @p0, result = @p1, updated_at = @p2 where "grant" = @p3 and client = @p4 and connection = @p5 and state = @p6 and due_at <= @p2""",
            ActionState.Held, verdict.Reason, _now, connection.Grant.Id, connection.Client, connection.Id, ActionState.Due);
        ConnectionStates.SetNeedsYou(store, ids, connection, verdict.Exchange is { Status: 401 } ? FailureKind.Unauthorised : null, verdict.Reason, _now);
    }

    private void End(StoreTransaction store, ClaimedAction one, ActionState state, ActionVerdict verdict) =>
        Move(store, one, "state = @p1, vendor_object = coalesce(@p2, vendor_object), result = @p3", state, verdict.VendorObject, verdict.Reason);

    private void Move(StoreTransaction store, ClaimedAction one, string changes, ActionState state, object? second, string result)
    {
        var hit = store.Execute($"update action set {changes}, updated_at = @p4 where id = @p0 and state = @p5 and epoch = @p6",
            one.Action.Id, state, second, result, _now, ActionState.Sending, epoch);
        if (hit != 1)
        {
            throw new OwnershipLostException($"Action {one.Action.Id} was taken over while its answer was awaited.");
        }
    }
}
