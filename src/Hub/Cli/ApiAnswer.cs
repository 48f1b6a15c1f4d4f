namespace IntegrationHub.Hub.Cli;

/// <summary>What the running hub answered, or why there is no answer.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Value">The answer; default when there is a problem, or the hub had nothing to say.</param>
/// <param name="Code">What the process should end with: <see cref="ExitCodes.Done"/> when all is well.</param>
/// <param name="Problem">What went wrong and what to do; empty when nothing did.</param>
internal sealed record ApiAnswer<T>(T? Value, int Code, string Problem)
{
    /// <summary>True when the hub did what was asked.</summary>
    public bool IsWell => Code == ExitCodes.Done;
}
