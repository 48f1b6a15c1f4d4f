using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Polling;

namespace IntegrationHub.Hub.Receiving;

/// <summary>Puts the receiving room and the journal into the host.</summary>
public static class ReceivingSetup
{
    /// <summary>Adds what the webhook addresses need; an <see cref="IWaker"/> and the store must be there.</summary>
    public static void AddReceiving(this IServiceCollection services)
    {
        services.AddSingleton<IntakeFirst>();
        services.AddSingleton<EnvelopeJournal>();
        services.AddSingleton<WebhookKeys>();
        services.AddSingleton<DeliveryIntake>();
        services.AddSingleton<GapPolls>();
        services.AddSingleton<Rejections>();
        services.AddHostedService(p => p.GetRequiredService<Rejections>());
        services.AddSingleton<WebhookReceiver>();
        services.AddSingleton<AppWebhookReceiver>();
    }
}
