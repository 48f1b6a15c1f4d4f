namespace IntegrationHub.Hub.Delivering;

/// <summary>What a stop covers: a client, one of its rules, or one of its connections.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Scope"><c>client</c>, <c>rule</c> or <c>connection</c>.</param>
/// <param name="Target">Rule or connection id; empty for the client.</param>
public sealed record StopScope(string Client, string Scope, string Target)
{
    /// <summary>Everything that goes out for a client.</summary>
    public static StopScope OfClient(string client) => new(client, "client", "");

    /// <summary>What one rule wants.</summary>
    public static StopScope OfRule(string client, string rule) => new(client, "rule", rule);

    /// <summary>What goes to one connection.</summary>
    public static StopScope OfConnection(string client, string connection) => new(client, "connection", connection);

    internal string Filter => Scope switch
    {
        "client" => "client = @p0 and @p1 = ''",
        "rule" => "client = @p0 and rule = @p1",
        "connection" => "client = @p0 and connection = @p1",
        _ => throw new ArgumentException($"A stop covers a client, a rule or a connection, not \"{Scope}\"."),
    };
}
