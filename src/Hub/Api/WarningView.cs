using System.Collections.Immutable;
using IntegrationHub.Hub.Processing;

namespace IntegrationHub.Hub.Api;

/// <summary>A warning before a text of rules is put in force.</summary>
/// <param name="Kind">sameThing, circle, noStage, noBaseline, otherHalf or agreement.</param>
/// <param name="Rules">The rules it is about.</param>
/// <param name="Says">What is so.</param>
/// <param name="Cure">What one can do.</param>
/// <param name="IsNew">False when what is in force gives the same one.</param>
public sealed record WarningView(string Kind, ImmutableArray<string> Rules, string Says, string Cure, bool IsNew)
{
    /// <summary>The warning as the API gives it.</summary>
    public static WarningView Of(PublishWarning warning) =>
        new(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(warning.Warning.Kind.ToString()), warning.Warning.Rules, warning.Warning.Says, warning.Warning.Cure, warning.IsNew);
}
