using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Tests.Connecting;

/// <summary>A rule may tell a receiver: its action is known under the role, with its arguments.</summary>
public sealed class HookOutTests
{
    [Theory]
    [InlineData("""{"do":"hook.send","with":{"type":"vip","text":"{{ contact.firstName }} is a VIP"}}""", 0)]
    [InlineData("""{"do":"hook.send","with":{"text":"x"}}""", 1)]
    [InlineData("""{"do":"hook.send","with":{"type":"vip","colour":"x"}}""", 1)]
    public void Its_arguments_are_checked_at_publish(string step, int mistakes)
    {
        var client = new ClientSetup("ana", "Ana's shop", "Europe/Berlin", "EUR", "de-DE", [], null, false, false, []);
        var loaded = MappingLoader.Load($$"""{"journey":{"model":"online-shop"},"rules":[{"id":"tell","stage":"loyalty","mode":"off","when":"order.paid","then":[{{step}}]}]}""", "mapping.json", ActionCatalog.Of(client));
        Assert.Equal(mistakes > 0, loaded.Mistakes.Length > 0);
    }
}
