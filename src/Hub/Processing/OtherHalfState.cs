using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Processing;

/// <summary>What is known of a rule's other half: the flow in another tool that it starts.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Half">What must be set up there.</param>
/// <param name="SeenAt">When something last followed what the rule started; null when that was never seen.</param>
/// <param name="Unanswered">How often nothing followed since then, 0 to <see cref="Enough"/>.</param>
public sealed record OtherHalfState(string Rule, OtherHalf Half, DateTimeOffset? SeenAt, int Unanswered)
{
    /// <summary>So often in a row nothing must have followed before the flow counts as broken.</summary>
    public const int Enough = 5;

    /// <summary>True when it was seen working, and does not look broken since.</summary>
    public bool Works => SeenAt is not null && Unanswered < Enough;
}
