namespace IntegrationHub.Hub.Cli;

/// <summary>What the process ends with.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The configuration has mistakes; all are listed.</summary>
    public const int Mistakes = 2;

    /// <summary>The store cannot be used.</summary>
    public const int NoStore = 3;
}
