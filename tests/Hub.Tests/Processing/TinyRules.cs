using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>
/// Rules in code, so that the lane is tested without a mapping: <c>order.placed</c> puts a tag, <c>cart.filled</c> waits an hour and then puts a tag unless an
/// <c>order.placed</c> came, <c>review.posted</c> asks a person, <c>boom</c> fails, <c>unstorable</c> decides what no table takes.
/// </summary>
internal sealed class TinyRules
{
    public List<string> Seen { get; } = [];

    /// <summary>Version of the mapping at each event.</summary>
    public List<int> Versions { get; } = [];

    public StepResult Step(CompiledMapping mapping, ClientContext client, SubjectState state, LaneInput input, DateTimeOffset now)
    {
        switch (input)
        {
            case LaneInput.Happened(var fact):
                Seen.Add(fact.Name + ":" + fact.Key);
                Versions.Add(client.MappingVersion);
                return Happened(client, state, fact, now);
            case LaneInput.TimerDue(var run, _):
                Seen.Add("timer:" + state.Runs[run].Trigger.Key);
                return state.Runs[run].Trigger.Key == "cursed" ? throw new InvalidOperationException("this timer never works") : End(client, state, state.Runs[run], now);
            case LaneInput.Answered(var run, var approved, _, var by):
                Seen.Add($"answered:{approved}:{by}");
                return End(client, state, state.Runs[run], now);
            default: throw new NotSupportedException();
        }
    }

    private static StepResult Happened(ClientContext client, SubjectState state, JourneyEvent fact, DateTimeOffset now)
    {
        if (fact.Name == "boom")
        {
            throw new InvalidOperationException("this event never works");
        }

        var seen = state.Facts.Seen.GetValueOrDefault(fact.Name);
        state = state with
        {
            Facts = state.Facts with
            {
                LastAt = fact.OccurredAt,
                Seen = state.Facts.Seen.SetItem(fact.Name, new Occurrences((seen?.Count ?? 0) + 1, fact.OccurredAt, fact.OccurredAt, ImmutableSortedDictionary<string, decimal>.Empty, [])),
            },
        };
        if (fact.Historical || fact.Cause?.IsEcho == true)
        {
            return Result(state);
        }

        switch (fact.Name)
        {
            case "order.placed":
                var left = state.Runs.Values.Select(r => r with { State = RunState.Exited, DueAt = null });
                state = state with { Runs = state.Runs.SetItems(left.Select(r => KeyValuePair.Create(r.Id, r))) };
                return Result(state) with { Actions = [Action(client, "thank", fact.NaturalKey, now)], Decisions = [Decided("thank", fact, Verdict.Acted, now)] };
            case "cart.filled":
                return Result(With(state, "remind", fact, RunState.Waiting, now, now + TimeSpan.FromHours(1))) with { Decisions = [Decided("remind", fact, Verdict.Waits, now)] };
            case "review.posted":
                return Result(With(state, "reply", fact, RunState.Approval, now, null)) with
                {
                    Approvals = [new ApprovalRequest("reply|" + fact.NaturalKey + "|1", "reply", "s1", "Send this answer?", "Thank you!", "reviews.reply", null)],
                };
            case "stock.low":
                return Result(state) with { Alerts = [new Alert("stock:" + fact.Key, "rule", "Little is left.", "stock", null, null)] };
            case "stock.filled":
                return Result(state) with { Solved = ["stock:" + fact.Key] };
            case "unstorable": // a decision without a sentence breaks the table's own rule
                return Result(state) with { Decisions = [Decided("none", fact, Verdict.Acted, now) with { Sentence = null! }] };
            case "customer.updated": return Result(state) with { NeedsRefold = fact.Key == "late" };
            default: return Result(state);
        }
    }

    private static StepResult End(ClientContext client, SubjectState state, Run run, DateTimeOffset now) =>
        Result(state with { Runs = state.Runs.SetItem(run.Id, run with { State = RunState.Done, DueAt = null }) }) with { Actions = [Action(client, run.Rule, run.RunKey, now)] };

    private static SubjectState With(SubjectState state, string rule, JourneyEvent fact, RunState where, DateTimeOffset now, DateTimeOffset? due)
    {
        var run = new Run
        {
            Id = $"{rule}|{fact.NaturalKey}|1", Rule = rule, RunKey = fact.NaturalKey, MappingVersion = 1, Step = "s1", State = where, Mode = RuleMode.Live, StartedAt = now, DueAt = due, Trigger = fact,
        };
        return state with { Runs = state.Runs.SetItem(run.Id, run) };
    }

    private static StepResult Result(SubjectState state) => new(state, [], [], [], [], []);

    private static Decision Decided(string rule, JourneyEvent fact, Verdict verdict, DateTimeOffset now) =>
        new(rule, fact.NaturalKey, null, 1, RuleMode.Live, verdict, null, null, "Because it came.", fact.NaturalKey, null, now);

    private static PlannedAction Action(ClientContext client, string rule, string runKey, DateTimeOffset now) => new(
        $"{client.Id}|{rule}|{runKey}", rule, $"{rule}|{runKey}|1", "s1", "mail", "tag.add", "mail.tag.add", null, "ana@example.com", TouchClass.Internal, now, null,
        ImmutableSortedDictionary<string, Value>.Empty.Add("tag", Value.Of(rule)), 1, "the only one", null, null);
}
