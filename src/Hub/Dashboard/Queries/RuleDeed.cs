using System.Text.Json;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>What a rule did to somebody.</summary>
/// <param name="Row">The action.</param>
/// <param name="At">When it was done.</param>
/// <param name="Expected">The flow that it starts; null when it starts none.</param>
internal sealed record RuleDeed(ActionRow Row, DateTimeOffset At, ExpectedEffect? Expected)
{
    /// <summary>Of an action that was done.</summary>
    public static RuleDeed Of(ActionRow row) => new(
        row, DateTimeOffset.FromUnixTimeMilliseconds(row.UpdatedAt), row.Expect is null ? null : JsonSerializer.Deserialize<ExpectedEffect>(row.Expect, JourneyJson.Options));
}
