using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>A pipeline of deals or tickets with its stages in order.</summary>
/// <param name="Id">Internal id, <c>default</c> for the deal pipeline every account has.</param>
/// <param name="Label">What people see.</param>
/// <param name="Stages">The stages, left to right.</param>
public sealed record HubSpotPipeline(string Id, string Label, IReadOnlyList<HubSpotStage> Stages)
{
    /// <summary>The deal pipeline of a fresh account.</summary>
    public static HubSpotPipeline Deals { get; } = new("default", "Sales Pipeline",
    [
        new("appointmentscheduled", "Appointment Scheduled", 0.2m), new("qualifiedtobuy", "Qualified To Buy", 0.4m),
        new("presentationscheduled", "Presentation Scheduled", 0.6m), new("decisionmakerboughtin", "Decision Maker Bought-In", 0.8m),
        new("contractsent", "Contract Sent", 0.9m), new("closedwon", "Closed Won", 1.0m, true), new("closedlost", "Closed Lost", 0.0m, true),
    ]);

    /// <summary>The ticket pipeline of a fresh account.</summary>
    public static HubSpotPipeline Tickets { get; } = new("0", "Support Pipeline",
        [new("1", "New", null), new("2", "Waiting on contact", null), new("3", "Waiting on us", null), new("4", "Closed", null, true)]);

    internal JObject ToJson() => new()
    {
        ["id"] = Id,
        ["label"] = Label,
        ["displayOrder"] = 0,
        ["archived"] = false,
        ["stages"] = new JArray(Stages.Select((s, i) => new JObject
        {
            ["id"] = s.Id,
            ["label"] = s.Label,
            ["displayOrder"] = i,
            ["archived"] = false,
            // Both are text in HubSpot's answers; tickets say OPEN or CLOSED instead.
            ["metadata"] = s.Probability is { } p
                ? new JObject { ["isClosed"] = s.IsClosed ? "true" : "false", ["probability"] = p.ToString("0.0", CultureInfo.InvariantCulture) }
                : new JObject { ["ticketState"] = s.IsClosed ? "CLOSED" : "OPEN" },
        })),
    };
}
