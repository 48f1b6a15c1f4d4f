namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>A test in a real browser; skipped with a message where none is installed, and failed there when <c>HUB_REQUIRE</c> names it.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe"];

    public BrowserFactAttribute()
    {
        if (Chromium is null && Environment.GetEnvironmentVariable("HUB_REQUIRE")?.Contains("chromium", StringComparison.Ordinal) != true)
        {
            Skip = "Chromium is not installed.";
        }
    }

    /// <summary>Where Chromium is; null where it is not.</summary>
    public static string? Chromium { get; } = Places.FirstOrDefault(File.Exists);
}
