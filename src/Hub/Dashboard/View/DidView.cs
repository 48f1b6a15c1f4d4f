namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>What one rule did.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="N">Actions done.</param>
/// <param name="Before">Its main deed, up to the number.</param>
/// <param name="Strong">The number with what is counted.</param>
/// <param name="After">The rest of it.</param>
/// <param name="Detail">Its other deeds, and whom it left alone; may be empty.</param>
/// <param name="Stage">Stage the rule belongs to.</param>
/// <param name="Link">The list behind the number.</param>
public sealed record DidView(string Rule, int N, string Before, string Strong, string After, string Detail, StageView Stage, string Link);
