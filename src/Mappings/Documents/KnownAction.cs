using System.Collections.Immutable;

namespace IntegrationHub.Mappings.Documents;

/// <summary>An action that rules may name.</summary>
/// <param name="Name">Full name with its role, e.g. <c>mail.tag.add</c>.</param>
/// <param name="Required">Arguments under <c>with</c> that must be there.</param>
/// <param name="Optional">Arguments that may be there.</param>
/// <param name="OnlyByApproval">True when a person must have said yes: it may stand only as the action of a <c>hub.approval</c>.</param>
public sealed record KnownAction(string Name, ImmutableArray<string> Required, ImmutableArray<string> Optional, bool OnlyByApproval = false)
{
    /// <summary>What a <c>hub.approval</c> needs for itself; everything else under <c>with</c> goes to the action that waits for the yes.</summary>
    public static ImmutableArray<string> OfAnApproval { get; } = ["action", "draft", "title", "expires", "argument"];

    /// <summary>The hub's own actions.</summary>
    public static ImmutableArray<KnownAction> OfTheHub { get; } =
    [
        new("hub.tag.add", ["tag"], []),
        new("hub.tag.remove", ["tag"], []),
        new("hub.stage.move", ["stage"], []),
        new("hub.score.add", ["points"], ["score", "halfLife"]),
        new("hub.alert", ["text"], ["to"]),
        new("hub.task", ["title"], ["to", "due", "text"]),
        new("hub.pause", ["scope"], ["for", "reason"]),
        new("hub.approval", ["action", "draft"], ["title", "expires", "argument"]),
    ];
}
