using IntegrationHub.Hub.Configuration;

namespace IntegrationHub.Hub.Cli;

/// <summary>Prints mistakes so that they can be mended in one go.</summary>
internal static class MistakeList
{
    private const string NotStarted = "The hub was not started";

    /// <summary>All mistakes, in the order of the file.</summary>
    public static void Print(IReadOnlyList<ConfigurationMistake> mistakes) => Console.Error.WriteLine(Text(mistakes, NotStarted));

    /// <summary>All mistakes, and what did not happen because of them; gives the code to end with.</summary>
    public static int Print(Terminal terminal, IReadOnlyList<ConfigurationMistake> mistakes, string soNot)
    {
        foreach (var line in Text(mistakes, soNot).Split('\n'))
        {
            terminal.Fail(ExitCodes.Mistakes, line);
        }

        return ExitCodes.Mistakes;
    }

    private static string Text(IReadOnlyList<ConfigurationMistake> mistakes, string soNot) => string.Join('\n',
        [
            mistakes.Count == 1 ? $"{soNot}: 1 mistake." : $"{soNot}: {mistakes.Count} mistakes.",
            .. mistakes.OrderBy(m => m.File, StringComparer.Ordinal).ThenBy(m => m.Line).Distinct().Select(m => "  " + m),
        ]);
}
