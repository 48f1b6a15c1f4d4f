namespace IntegrationHub.Hub.Dashboard.Shell;

/// <summary>Who acts in this browser window: what the person said once, kept while the window is open. Until there is sign-in it is their word.</summary>
public sealed class PersonName
{
    /// <summary>Longest name that is kept.</summary>
    public const int Longest = 100;

    /// <summary>The name as typed; empty until somebody typed one.</summary>
    public string Typed { get; set; } = "";

    /// <summary>The name for the record.</summary>
    public string Said => Typed.Trim() is { Length: > 0 } name ? name[..Math.Min(name.Length, Longest)] : "somebody at the dashboard";
}
