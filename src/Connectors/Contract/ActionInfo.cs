namespace IntegrationHub.Connectors.Contract;

/// <summary>An action that a connector can carry out.</summary>
/// <param name="Verb">Verb after the role: <c>tag.add</c> in <c>mail.tag.add</c>.</param>
/// <param name="Meaning">Half a sentence for people: "put the tag {tag}".</param>
/// <param name="Repeatable">True when doing it twice has its effect once. Others are never blindly repeated (P2).</param>
/// <param name="BatchSize">How many actions one vendor call carries.</param>
/// <param name="Arguments">Arguments under <c>with</c>: name and whether it must be there.</param>
/// <param name="BatchBy">Argument that all actions of one call must have the same; null when any go together.</param>
/// <param name="OnlyByApproval">True when a person must have approved it (a public answer).</param>
/// <param name="Record">Whether it needs the vendor's own id of the person's record.</param>
public sealed record ActionInfo(
    string Verb, string Meaning, bool Repeatable, int BatchSize, IReadOnlyList<ActionArgument> Arguments, bool OnlyByApproval = false, string? BatchBy = null,
    RecordNeed Record = RecordNeed.None)
{
    /// <summary>Why an action's arguments cannot be taken: one is missing or too long. Null when they can.</summary>
    public string? Refusal(OutboundAction action) =>
        Arguments.FirstOrDefault(a => a.Required && !a.MayBeEmpty && action.Text(a.Name).Trim().Length == 0) is { } missing ? $"The action names no {missing.Name}."
        : Arguments.FirstOrDefault(a => a.MaxLength > 0 && action.Text(a.Name).Length > a.MaxLength) is { } tooLong ? $"The {tooLong.Name} is longer than {tooLong.MaxLength} characters."
        : null;
}
