using System.Collections.Immutable;

namespace IntegrationHub.Mappings.Words;

/// <summary>
/// A rule for somebody who never saw the hub: what it does, for whom, how often, what ends it, what it never does, and its texts. Nothing by which a person could be known is in it: no
/// address, no value of a condition on a name, no connection.
/// </summary>
public sealed record RulePage
{
    /// <summary>What it does, as its author says it; null when the author says nothing.</summary>
    public string? Says { get; init; }

    /// <summary>What begins it; several mean any of them.</summary>
    public ImmutableArray<string> Begins { get; init; } = [];

    /// <summary>For whom, beside that; empty for everybody to whom it happens.</summary>
    public ImmutableArray<string> Whom { get; init; } = [];

    /// <summary>What it does, step by step.</summary>
    public ImmutableArray<string> Does { get; init; } = [];

    /// <summary>How often.</summary>
    public ImmutableArray<string> Often { get; init; } = [];

    /// <summary>What ends it.</summary>
    public ImmutableArray<string> Ends { get; init; } = [];

    /// <summary>What it never does.</summary>
    public ImmutableArray<string> Never { get; init; } = [];

    /// <summary>By what one sees that it works; null without a goal.</summary>
    public string? Goal { get; init; }

    /// <summary>Its texts.</summary>
    public ImmutableArray<RulePageText> Texts { get; init; } = [];

    /// <summary>Where the rest happens: name of the flow and the tool that sends; null when it starts nothing elsewhere.</summary>
    public string? OtherHalf { get; init; }

    /// <summary>How that is set up; may be empty.</summary>
    public ImmutableArray<string> Recipe { get; init; } = [];
}
