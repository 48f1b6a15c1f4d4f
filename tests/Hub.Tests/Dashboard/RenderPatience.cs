using System.Runtime.CompilerServices;
using Bunit;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>How long a rendered part may take to show what is waited for.</summary>
internal static class RenderPatience
{
    // bUnit gives up after one second. Deeds wait for a real commit to disk, which other test processes can hold up for longer; a passing test never waits this long.
    [ModuleInitializer]
    internal static void Set() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
}
