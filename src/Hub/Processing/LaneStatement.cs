namespace IntegrationHub.Hub.Processing;

/// <summary>One statement with its values, made before the job so that the one writer only executes.</summary>
internal readonly record struct LaneStatement(string Sql, object?[] Values);
