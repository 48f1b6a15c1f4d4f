namespace IntegrationHub.Sandbox;

/// <summary>Who did something at a vendor.</summary>
/// <param name="Kind"><c>api</c>, <c>person</c> or <c>flow</c>.</param>
/// <param name="Name">The app, the person's part or the flow; may be empty.</param>
/// <param name="RequestId">The id of the API request, when it was one.</param>
public sealed record Actor(string Kind, string Name = "", string? RequestId = null)
{
    /// <summary>Somebody at the vendor's own screens, or a shopper in the shop.</summary>
    public static Actor Person { get; } = new("person");

    /// <summary>True for writes that came over the vendor's API.</summary>
    public bool IsApi => Kind == "api";

    /// <summary>A caller of the vendor's API.</summary>
    public static Actor Api(string requestId, string app = "") => new("api", app, requestId);

    /// <summary>An automation inside the vendor's tool.</summary>
    public static Actor Flow(string name) => new("flow", name);
}
