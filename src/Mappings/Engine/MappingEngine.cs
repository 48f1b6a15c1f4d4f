using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Engine;

/// <summary>
/// The one pure engine: (mapping, state, input, now) gives (state, events, decisions, actions). No I/O, no clock, no randomness: live processing, shadow, rule cases and
/// back-tests are this function.
/// </summary>
public static partial class MappingEngine
{
    /// <summary>How many of our own writes a chain may hold.</summary>
    public const int HopLimit = 5;

    /// <summary>Actions for one contact in an hour.</summary>
    public const int ActionBudget = 20;

    /// <summary>Action key (P2) of what a step does in the hub itself: the end of the natural key of the event that it is seen as, <c>hub:contact.tagged:{key}</c>.</summary>
    public static string OwnKey(string client, string rule, string runKey, string step, string subject) => EngineStep.Key(client, rule, runKey, step, "hub/" + subject);

    /// <summary>What a rule would do for somebody of the team, with another person's values. Pure; nothing of it is kept.</summary>
    /// <param name="mapping">The compiled mapping in force.</param>
    /// <param name="client">The client.</param>
    /// <param name="rule">The rule, in whatever mode.</param>
    /// <param name="team">Who tries it: the actions go to this person's records and address.</param>
    /// <param name="example">Facts of the person whose values texts and conditions read; address and telephone number are left out.</param>
    /// <param name="trigger">An event that would begin the rule for the example.</param>
    /// <param name="key">Run key of the test, unique for each.</param>
    /// <param name="now">The time.</param>
    /// <param name="arm">The arm of the rule's split that is tried; null for the first.</param>
    public static TestedRule Try(
        CompiledMapping mapping, ClientContext client, CompiledRule rule, SubjectState team, ContactFacts example, JourneyEvent trigger, string key, DateTimeOffset now, string? arm = null) =>
        new EngineStep(mapping, client, team with
        {
            Facts = example with { Fields = example.Fields.Remove("email").Remove("phone") }, Log = RunLog.Empty, Runs = ImmutableSortedDictionary<string, Run>.Empty,
        }, now).Try(rule, trigger, key, arm);

    /// <summary>Why nothing may be sent to somebody: they said no. Null for who did not, whether they said yes or nothing.</summary>
    public static string? SaidNo(ContactFacts facts, ClientContext client) => TouchGate.SaidNo(facts, client);

    /// <summary>True when a condition that is about a person, and not about one event, holds for somebody now.</summary>
    /// <param name="client">The client.</param>
    /// <param name="person">The person.</param>
    /// <param name="condition">The condition: what a segment asks for.</param>
    /// <param name="now">The time.</param>
    public static bool Holds(ClientContext client, SubjectState person, Condition condition, DateTimeOffset now) => new EngineStep(CompiledMapping.Empty, client, person, now).HoldsNow(condition);

    /// <summary>True when what a rule asks of a person and of the event that begins it holds, and no recorded no stands against it. Limits, caps and hours are not looked at: no event changes them.</summary>
    /// <param name="client">The client.</param>
    /// <param name="person">The person, with the facts of that time.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="trigger">The event.</param>
    /// <param name="now">That time.</param>
    public static bool WouldBegin(ClientContext client, SubjectState person, CompiledRule rule, JourneyEvent trigger, DateTimeOffset now) =>
        SaidNo(person.Facts, client) is null && (rule.If is null || new EngineStep(CompiledMapping.Empty, client, person, now).HoldsAt(rule.If, trigger));

    /// <summary>Carries out one step for one subject.</summary>
    /// <param name="mapping">The compiled mapping in force.</param>
    /// <param name="client">The client.</param>
    /// <param name="state">The subject before the step.</param>
    /// <param name="input">What the step is about.</param>
    /// <param name="now">The batch's time.</param>
    /// <returns>Everything that follows; never throws for anything in the input.</returns>
    public static StepResult Step(CompiledMapping mapping, ClientContext client, SubjectState state, LaneInput input, DateTimeOffset now)
    {
        var step = new EngineStep(mapping, client, state, now);
        switch (input)
        {
            case LaneInput.Happened happened: step.Offer(happened.Event); break;
            case LaneInput.TimerDue due: step.Wake(due.RunId, due.DueAt); break;
            case LaneInput.Admitted admitted: step.Admit(admitted.Rule, admitted.Event); break;
            case LaneInput.LookedAt: step.LookAt(); break;
            case LaneInput.Answered answer: step.Answer(answer); break;
        }

        return step.Finish();
    }
}
