namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>A test in a real browser; skipped with a message where none is installed, and failed there when <c>HUB_REQUIRE</c> names it.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (BrowserPages.Chromium is null && Environment.GetEnvironmentVariable("HUB_REQUIRE")?.Contains("chromium", StringComparison.Ordinal) != true)
        {
            Skip = "Chromium is not installed.";
        }
    }
}
