using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>One client with a text of rules in force, and what publishes others, on a real store.</summary>
internal sealed record RulesInForce(CurrentSetup Setup, MappingsInForce InForce, MappingHistory History, PublishWarnings Warnings, MappingPublishing Publishing)
{
    public static async Task<RulesInForce> StartAsync(HubStore store, TimeProvider time, IWaker waker, ClientSetup client, string text)
    {
        var setup = new CurrentSetup(new HubSetup(null, [], [client]));
        var inForce = new MappingsInForce(store);
        var history = new MappingHistory(store, time);
        var warnings = new PublishWarnings(store, inForce, new OtherHalves(store), time);
        var publishing = new MappingPublishing(store, new HubIds(time), setup, history, inForce, warnings, waker, time);
        await new MappingImport(store, history, publishing, inForce).RunAsync(
            setup.Value, new Dictionary<string, MappingFiles.LoadedFile> { [client.Id] = new(text, MappingLoader.Load(text, "m", ActionCatalog.Of(client)).Mapping!) });
        return new(setup, inForce, history, warnings, publishing);
    }
}
