using System.Text.Json;

namespace IntegrationHub.Journey;

internal static class JourneyData
{
    /// <summary>Reads one of the data files that ship inside the assembly.</summary>
    internal static T Read<T>(string name)
    {
        using var stream = typeof(JourneyData).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The data file {name} is not in the assembly.");
        return JsonSerializer.Deserialize<T>(stream, JourneyJson.Options)
            ?? throw new InvalidOperationException($"The data file {name} is empty.");
    }
}
