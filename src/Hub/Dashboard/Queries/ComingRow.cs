namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Something that will happen: a date at which a rule begins, a run that wakes, or an action that is planned or held.</summary>
/// <param name="At">When it is due, unix ms; of a held action the time it was due.</param>
/// <param name="Run">Run id; null for an action.</param>
/// <param name="Action">Row id of the action; null for a run.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Version">Version of the rules that the run stands on; 0 for an action.</param>
/// <param name="Step">Step id.</param>
/// <param name="Contact">Whom it is about; null for things.</param>
/// <param name="Name">Action name; empty for a run.</param>
/// <param name="Payload">Arguments of the action as JSON; empty for a run.</param>
/// <param name="Connection">Where it goes; empty for a run.</param>
/// <param name="Held">True when something keeps it now.</param>
/// <param name="Why">What keeps it, or kept it last, in words; null when nothing did.</param>
public sealed record ComingRow(
    long At, string? Run, long? Action, string Rule, int Version, string Step, long? Contact, string Name, string Payload, string Connection, bool Held, string? Why)
{
    /// <summary>True for a date at which the rule will look whether it begins; it cannot be skipped.</summary>
    public bool Begins => Run is not null && Step.Length == 0;

    /// <summary>Place in the list among what is due at the same time.</summary>
    public string Key => Run is not null ? "r" + Run : "a" + Action!.Value.ToString("D20", System.Globalization.CultureInfo.InvariantCulture);
}
