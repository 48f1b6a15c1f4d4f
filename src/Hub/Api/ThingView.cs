using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;

namespace IntegrationHub.Hub.Api;

/// <summary>Something that a login reaches.</summary>
/// <param name="Thing">What a connection names.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Detail">What tells it from others.</param>
/// <param name="Free">True when it can be connected.</param>
/// <param name="Says">Why it cannot be; null when it can.</param>
public sealed record ThingView(string Thing, string Name, string Detail, bool Free, string? Says)
{
    /// <summary>Makes it. Whose a taken thing is is not said: one client never sees another.</summary>
    public static ThingView Of(ReachableThing thing, HubSetup setup, string client, string connector)
    {
        var taken = setup.Connected(connector, thing.Thing);
        var says = taken is null ? thing.Problem : taken.Client == client ? $"Connected already, as {taken.Id}." : "Connected to another client.";
        return new(thing.Thing, thing.Name, thing.Detail, says is null, says);
    }
}
