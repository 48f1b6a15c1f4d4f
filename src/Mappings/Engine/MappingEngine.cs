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
            case LaneInput.Answered answer: step.Answer(answer); break;
        }

        return step.Finish();
    }
}
