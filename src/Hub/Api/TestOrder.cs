namespace IntegrationHub.Hub.Api;

/// <summary>A wish to send a test of a rule.</summary>
/// <param name="To">Id of the contact who gets it.</param>
/// <param name="Like">Id of the contact whose values are used; left out, somebody for whom the rule began last.</param>
/// <param name="By">Who sends it; needed to send.</param>
/// <param name="Preview">True to hear only what would be done.</param>
/// <param name="Arm">The arm of the rule's split that is tried; left out, the first.</param>
public sealed record TestOrder(long To, long? Like = null, string? By = null, bool Preview = false, string? Arm = null);
