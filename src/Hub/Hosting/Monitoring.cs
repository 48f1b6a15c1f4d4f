using IntegrationHub.Hub.Storage;
using OpenTelemetry.Metrics;

namespace IntegrationHub.Hub.Hosting;

/// <summary>Health and metrics: <c>/health/live</c>, <c>/health/ready</c>, <c>/metrics</c>; OTLP where its standard environment variables are set.</summary>
internal static class Monitoring
{
    /// <summary>Adds metrics of the hub, of Kestrel and of the runtime.</summary>
    public static void AddMonitoring(this IServiceCollection services)
    {
        services.AddSingleton<HubMetrics>();
        services.AddOpenTelemetry().WithMetrics(m =>
        {
            m.AddMeter(HubMetrics.MeterName, "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime").AddPrometheusExporter();
            if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
            {
                m.AddOtlpExporter();
            }
        });
    }

    /// <summary>Maps the addresses.</summary>
    public static void MapMonitoring(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<HubMetrics>();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapGet("/health/live", () => Results.Text("alive"));
        app.MapGet("/health/ready", async (HubStore store, CancellationToken cancellationToken) =>
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(2));
            try
            {
                await store.Writer.Write(static t => t.Scalar<long>("select 1"), limit.Token).WaitAsync(limit.Token);
                return Results.Text("ready");
            }
            catch (Exception e) when (e is OperationCanceledException or Microsoft.Data.Sqlite.SqliteException)
            {
                return Results.Text("the store does not take writes: " + e.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
