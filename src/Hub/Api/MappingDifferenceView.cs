using System.Collections.Immutable;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Api;

/// <summary>What changes between two versions of a client's rules.</summary>
/// <param name="From">The earlier.</param>
/// <param name="To">The later.</param>
/// <param name="Rules">The rules that differ.</param>
/// <param name="Settings">What differs beside the rules.</param>
/// <param name="Warnings">What a person should know before the later one is put in force; it keeps nobody from it.</param>
public sealed record MappingDifferenceView(int From, int To, ImmutableArray<RuleDifferenceView> Rules, ImmutableArray<ValueChange> Settings, ImmutableArray<WarningView> Warnings);
