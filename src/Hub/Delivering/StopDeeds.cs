using System.Globalization;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Delivering;

/// <summary>Keeps in the journal who stopped and who went on, beside the stop itself in one job: the row of a stop is gone when it is lifted, the log must still tell of it.</summary>
internal sealed class StopDeeds(HubIds ids, TimeProvider time)
{
    /// <summary>Somebody stopped.</summary>
    public void Stopped(StoreTransaction t, StopScope scope, string by, string reason) => Write(t, scope, "hub.stopped", new() { ["by"] = by, ["reason"] = reason });

    /// <summary>Somebody went on.</summary>
    public void Continued(StoreTransaction t, StopScope scope, string by, GoOutcome outcome) => Write(t, scope, "hub.continued", new()
    {
        ["by"] = by, ["sent"] = outcome.Sent.ToString(CultureInfo.InvariantCulture), ["dropped"] = (outcome.Dropped + outcome.Unsure).ToString(CultureInfo.InvariantCulture),
    });

    private void Write(StoreTransaction t, StopScope scope, string name, Dictionary<string, string> properties)
    {
        properties["scope"] = scope.Scope;
        properties["target"] = scope.Target;
        new DeedRows(ids, time).Insert(t, scope.Client, name, $"{scope.Scope}|{scope.Target}", properties);
    }
}
