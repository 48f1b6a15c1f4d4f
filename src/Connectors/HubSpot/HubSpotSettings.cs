using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>What a HubSpot grant may set, with the recommended defaults.</summary>
/// <param name="AccessToken">Bearer token of the app or service key.</param>
/// <param name="Properties">Contact properties read beyond the built-in ones, from the setting <c>properties</c> (comma separated). <value>None by default.</value></param>
public sealed record HubSpotSettings(string AccessToken, IReadOnlyList<string> Properties)
{
    /// <summary>Version segment of every dated path. Dated versions are immutable and supported for at least 18 months.</summary>
    public const string ApiVersion = "2026-03";

    /// <summary>Multi-checkbox contact property that holds tags; its options are made by a person or a set-up step.</summary>
    public const string TagProperty = "hub_tags";

    /// <summary>How far a signed time may be away from ours, in either direction.</summary>
    public static readonly TimeSpan SignatureTolerance = TimeSpan.FromSeconds(300);

    /// <summary>How far a finished poll steps back: search shows changes only "a few moments" later.</summary>
    public static readonly TimeSpan SearchOverlap = TimeSpan.FromMinutes(2);

    /// <summary>Reads the settings of a session.</summary>
    public static HubSpotSettings Of(VendorSession session) => new(
        session.Credentials.GetValueOrDefault(CredentialNames.AccessToken, ""),
        session.Settings.GetValueOrDefault("properties", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
