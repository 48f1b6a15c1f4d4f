using System.Collections.Immutable;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Api;

/// <summary>A version of a client's rules.</summary>
/// <param name="Entry">Its place in the history.</param>
/// <param name="Document">The text as written.</param>
/// <param name="Mistakes">What is wrong with it for the client's tools of today; empty when it can run.</param>
/// <param name="Rules">Its rules, those of packs too; empty when it cannot run.</param>
public sealed record MappingView(MappingEntry Entry, string Document, ImmutableArray<Mistake> Mistakes, ImmutableArray<MappingRuleView> Rules);
