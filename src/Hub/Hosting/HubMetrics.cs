using System.Diagnostics.Metrics;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Hosting;

/// <summary>The hub's own figures for <c>/metrics</c>.</summary>
internal sealed class HubMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "IntegrationHub";

    private readonly Meter _meter;

    public HubMetrics(IMeterFactory meters, HubStore store, EnvelopeJournal journal, IntakeFirst intake)
    {
        _meter = meters.Create(MeterName);
        _meter.CreateObservableGauge("hub_writer_jobs", () => store.Writer.Depth, description: "Jobs that wait for the store's writer or run.");
        _meter.CreateObservableGauge("hub_intake_waiting", () => intake.AverageWaiting, description: "Deliveries that wait for their answer, on average of the last commits.");
        _meter.CreateObservableGauge("hub_journal_deliveries", () => journal.Depth, description: "Deliveries that wait to be stored.");
        _meter.CreateObservableGauge("hub_envelopes_open", () => Count(store, "select count(*) from envelope where state=0"), description: "Envelopes that wait to be processed.");
        _meter.CreateObservableGauge("hub_actions_due", () => Count(store, "select count(*) from action where state=0"), description: "Actions planned or waiting for a try.");
    }

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    private static long Count(HubStore store, string sql)
    {
        using var reader = store.Read();
        return reader.Scalar<long>(sql);
    }
}
