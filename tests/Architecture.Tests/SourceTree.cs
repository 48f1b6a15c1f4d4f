using System.Text.RegularExpressions;

namespace IntegrationHub.Architecture.Tests;

/// <summary>The project's own source files, found by walking up from the test's folder.</summary>
internal static partial class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>C# and Razor files below a folder, generated and built ones left out.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .Where(f => !BuiltFolders().IsMatch(f));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IntegrationHub.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The solution's folder was not found above the tests.");
    }

    [GeneratedRegex("/(bin|obj|Migrations)/")]
    private static partial Regex BuiltFolders();
}
