using IntegrationHub.Mappings.Documents;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Processing;

/// <summary>A text of rules taken up to be changed: the draft that waits, else what is in force.</summary>
/// <param name="Version">Version of the text; 0 when the client has none yet.</param>
/// <param name="IsDraft">True when it is a draft that waits.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Document">The text.</param>
/// <param name="Mapping">The same, ready to run.</param>
public sealed record RuleOpened(int Version, bool IsDraft, string By, string Document, CompiledMapping Mapping)
{
    /// <summary>A rule as it is written, its pack's words and the mapping's own put together; null when there is none of this id.</summary>
    public JObject? Source(string rule) => Mapping.Rule(rule) is { } found ? JObject.Parse(found.Source) : null;
}
