using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Processing;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub check</c>: says whether the hub would start, and what works how.</summary>
internal static class CheckCommand
{
    /// <summary>Checks a configuration file.</summary>
    public static int Check(string path)
    {
        var loaded = ConnectorsFile.Load(path, Environment.GetEnvironmentVariable);
        var mistakes = loaded.Mistakes.Concat(loaded.Setup is { } found ? MappingFiles.Load(found).Mistakes : []).ToList();
        if (mistakes.Count > 0 || loaded.Setup is not { } setup)
        {
            MistakeList.Print(mistakes);
            return ExitCodes.Mistakes;
        }

        Console.WriteLine($"{Path.GetFileName(path)}: no mistakes. {setup.Clients.Count} clients, {setup.Grants.Count} grants, {setup.Connections.Count()} connections.");
        foreach (var connection in setup.Connections.OrderBy(c => c.Client + "/" + c.Id, StringComparer.Ordinal))
        {
            Console.WriteLine("  " + Describe(setup, connection));
        }

        return ExitCodes.Done;
    }

    /// <summary>One line: what the connection is and how its events come in.</summary>
    internal static string Describe(HubSetup setup, ConnectionSetup connection)
    {
        var info = connection.Grant.Connector.Info;
        var head = $"{connection.Client}/{connection.Id}: {info.Name}, {info.ThingName} {connection.Thing}, role {connection.Role}.";
        if (setup.PublicUrl is { } url)
        {
            var address = !info.ConnectionWebhooks ? $"hooks/apps/{info.Id}" : $"hooks/{connection.Client}/{connection.Id}" + (connection.AddressSecret is null ? "" : "/(secret)");
            return $"{head} Webhooks at {new Uri(url, address)}.";
        }

        var slowest = info.Streams.Where(s => connection.Streams.Contains(s.Name)).Select(s => s.Interval).DefaultIfEmpty(TimeSpan.Zero).Max();
        return slowest == TimeSpan.Zero
            ? $"{head} No public address and no stream: nothing comes in."
            : $"{head} No public address: asked every {slowest.TotalMinutes:0} minutes, so an event is seen up to {slowest.TotalMinutes:0} minutes late.";
    }
}
