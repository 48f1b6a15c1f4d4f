using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Engine;

/// <summary>
/// The one pure engine: (mapping, state, input, now) gives (state, events, decisions, actions). No I/O, no clock, no randomness: live processing, shadow, rule cases and
/// back-tests are this function.
/// </summary>
public static partial class MappingEngine
{
    /// <summary>Carries out one step for one subject.</summary>
    /// <param name="mapping">The compiled mapping in force.</param>
    /// <param name="client">The client.</param>
    /// <param name="state">The subject before the step.</param>
    /// <param name="input">What the step is about.</param>
    /// <param name="now">The batch's time.</param>
    /// <returns>Everything that follows; never throws for anything in the input.</returns>
    public static StepResult Step(CompiledMapping mapping, ClientContext client, SubjectState state, LaneInput input, DateTimeOffset now) =>
        throw new NotSupportedException("The engine's body follows in the next change.");
}
