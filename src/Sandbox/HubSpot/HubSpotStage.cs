namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>One stage of a pipeline.</summary>
/// <param name="Id">Internal id, the value of <c>dealstage</c> or <c>hs_pipeline_stage</c>.</param>
/// <param name="Label">What people see.</param>
/// <param name="Probability">Chance of winning, for deals only.</param>
/// <param name="IsClosed">True for the ends of the line.</param>
public sealed record HubSpotStage(string Id, string Label, decimal? Probability, bool IsClosed = false);
