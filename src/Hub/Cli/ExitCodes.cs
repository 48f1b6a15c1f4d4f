namespace IntegrationHub.Hub.Cli;

/// <summary>What the process ends with. 1 is System.CommandLine's: the words were not understood.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A file has mistakes; all are listed.</summary>
    public const int Mistakes = 2;

    /// <summary>The store cannot be used.</summary>
    public const int NoStore = 3;

    /// <summary>No hub answers.</summary>
    public const int NoHub = 4;

    /// <summary>The hub said no, or a choice is missing; nothing was changed.</summary>
    public const int Refused = 5;

    /// <summary>What was tried came out wrong: a rule case, or a tool that was asked.</summary>
    public const int Failed = 6;

    /// <summary>The address to listen on is taken by another program.</summary>
    public const int NoAddress = 7;
}
