using IntegrationHub.Connectors;

namespace IntegrationHub.Hub.Receiving;

/// <summary>The addresses that vendors call. From here the line is straight: read, verify, cut, store, answer.</summary>
public static class WebhookEndpoints
{
    /// <summary>Maps the addresses.</summary>
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var hooks = routes.MapGroup("/hooks");
        hooks.MapPost("/{client}/{connection}", (string client, string connection, HttpContext http, WebhookReceiver receiver) =>
            receiver.ReceiveAsync(http, client, connection, null));
        hooks.MapPost("/{client}/{connection}/{secret}", (string client, string connection, string secret, HttpContext http, WebhookReceiver receiver) =>
            receiver.ReceiveAsync(http, client, connection, secret));
        hooks.MapGet("/{client}/{connection}/{secret}", (string client, string connection, string secret, WebhookReceiver receiver) =>
            receiver.AnswerCheck(client, connection, secret));
        hooks.MapPost("/apps/{connector}", (string connector, HttpContext http, AppWebhookReceiver receiver) =>
            Catalog.All.TryGetValue(connector, out var found) && found.Info.AppLevelWebhooks ? receiver.ReceiveAsync(http, found) : Task.FromResult(Results.NotFound()));
    }
}
