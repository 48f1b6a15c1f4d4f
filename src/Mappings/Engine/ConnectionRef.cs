namespace IntegrationHub.Mappings.Engine;

/// <summary>A connection as rules see it.</summary>
/// <param name="Id">Connection id, unique within the client.</param>
/// <param name="Tool">Connector id.</param>
/// <param name="ToolName">Name shown to people.</param>
/// <param name="Role">Role for the client: <c>shop</c>, <c>mail</c>, <c>crm</c>, <c>reviews</c>.</param>
/// <param name="Primary">True for the one that stands for its role.</param>
public sealed record ConnectionRef(string Id, string Tool, string ToolName, string Role, bool Primary);
