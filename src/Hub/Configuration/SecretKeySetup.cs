namespace IntegrationHub.Hub.Configuration;

/// <summary>The keys that encrypt stored secrets, as the configuration names them.</summary>
/// <param name="Current">The key in force, base64 of 32 bytes; null when it is the file in the data folder.</param>
/// <param name="Previous">The key before the last change; null when there is none.</param>
public sealed record SecretKeySetup(string? Current, string? Previous)
{
    /// <summary>The key is a file in the data folder.</summary>
    public static SecretKeySetup InFolder { get; } = new(null, null);

    /// <summary>Never shows the keys.</summary>
    public override string ToString() => "keys";
}
