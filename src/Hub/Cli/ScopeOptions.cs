using System.CommandLine;
using IntegrationHub.Hub.Delivering;

namespace IntegrationHub.Hub.Cli;

/// <summary>What a stop covers, on the command line: the client, or one of its rules or connections.</summary>
internal sealed class ScopeOptions
{
    /// <summary>One rule only.</summary>
    public Option<string?> Rule { get; } = new("--rule") { Description = "Only this rule.", HelpName = "ID" };

    /// <summary>One connection only.</summary>
    public Option<string?> Connection { get; } = new("--connection") { Description = "Only this connection.", HelpName = "ID" };

    /// <summary>Refuses both at once.</summary>
    public void Guard(Command command) => command.Validators.Add(result =>
    {
        if (result.GetValue(Rule) is not null && result.GetValue(Connection) is not null)
        {
            result.AddError("Name --rule or --connection, not both: each is a stop of its own.");
        }
    });

    /// <summary>The scope that was named.</summary>
    public StopScope Of(ParseResult result, string client) =>
        result.GetValue(Rule) is { } rule ? StopScope.OfRule(client, rule)
        : result.GetValue(Connection) is { } connection ? StopScope.OfConnection(client, connection)
        : StopScope.OfClient(client);
}
