using System.Collections.Immutable;

namespace IntegrationHub.Mappings.Warnings;

/// <summary>Something in a mapping that may be meant and often is not.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Rules">Ids of the rules, in the order in which the sentence names them.</param>
/// <param name="Says">What is so, in words.</param>
/// <param name="Cure">What one can do.</param>
/// <param name="About">What is written, where two rules may clash over several things; empty otherwise.</param>
public sealed record MappingWarning(WarningKind Kind, ImmutableArray<string> Rules, string Says, string Cure, string About = "")
{
    /// <summary>The same warning about the same rules and the same thing, however it is worded today.</summary>
    public string Key => Kind + ":" + string.Join('>', Rules) + ":" + About;

    /// <inheritdoc />
    public override string ToString() => Says + " " + Cure;
}
