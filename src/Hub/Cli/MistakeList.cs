using IntegrationHub.Hub.Configuration;

namespace IntegrationHub.Hub.Cli;

/// <summary>Prints mistakes so that they can be mended in one go.</summary>
internal static class MistakeList
{
    /// <summary>All mistakes, in the order of the file.</summary>
    public static void Print(IReadOnlyList<ConfigurationMistake> mistakes)
    {
        Console.Error.WriteLine(mistakes.Count == 1 ? "The hub was not started: 1 mistake." : $"The hub was not started: {mistakes.Count} mistakes.");
        foreach (var mistake in mistakes.OrderBy(m => m.File, StringComparer.Ordinal).ThenBy(m => m.Line).Distinct())
        {
            Console.Error.WriteLine("  " + mistake);
        }
    }
}
