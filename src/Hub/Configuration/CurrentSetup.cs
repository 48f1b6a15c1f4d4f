using IntegrationHub.Connectors.Http;

namespace IntegrationHub.Hub.Configuration;

/// <summary>Holds the setup in force; a reload swaps it whole. What is secret in it is made known to the redactor before anybody can work with it.</summary>
public sealed class CurrentSetup
{
    private HubSetup _value;

    /// <summary>Puts the first setup in force.</summary>
    public CurrentSetup(HubSetup first)
    {
        Redactor.Register(SecretsOf(first));
        _value = first;
    }

    /// <summary>The setup in force now. Read it once per piece of work.</summary>
    public HubSetup Value => Volatile.Read(ref _value);

    /// <summary>Replaces the setup.</summary>
    public void Replace(HubSetup next)
    {
        Redactor.Register(SecretsOf(next));
        Volatile.Write(ref _value, next);
    }

    private static string?[] SecretsOf(HubSetup setup) =>
    [
        .. setup.Grants.Values.SelectMany(g => g.Credentials.Where(c => g.Connector.Info.Credentials.FirstOrDefault(i => i.Name == c.Key)?.Secret ?? true).Select(c => c.Value)),
        .. setup.Apps.Values.SelectMany(a => new[] { a.ClientSecret, a.PreviousClientSecret }), setup.Keys.Current, setup.Keys.Previous,
        .. setup.Connections.SelectMany(c => new[] { c.WebhookSecret, c.AddressSecret }),
    ];
}
