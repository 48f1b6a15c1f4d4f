using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>The engine's one function, as the lane calls it: <see cref="MappingEngine.Step"/>.</summary>
public delegate StepResult MappingStep(CompiledMapping mapping, ClientContext client, SubjectState state, LaneInput input, DateTimeOffset now);
