using IntegrationHub.Journey;

namespace IntegrationHub.Mappings.Engine;

/// <summary>What a step is about: an event, a due timer, a look at somebody, the turn of somebody who was there already, or a person's answer.</summary>
public abstract record LaneInput
{
    private LaneInput()
    {
    }

    /// <summary>An event of the subject, new in the journal.</summary>
    /// <param name="Event">The event.</param>
    public sealed record Happened(JourneyEvent Event) : LaneInput;

    /// <summary>A run's timer that is due.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="DueAt">When it was due; may lie well before <c>now</c> after an outage.</param>
    public sealed record TimerDue(string RunId, DateTimeOffset DueAt) : LaneInput;

    /// <summary>The turn of somebody who was there already when a rule was switched on.</summary>
    /// <param name="Rule">The rule.</param>
    /// <param name="Event">The event by which they are there; may lie long back.</param>
    public sealed record Admitted(string Rule, JourneyEvent Event) : LaneInput;

    /// <summary>The rules keep an eye on something new: the contact is looked at, although nothing happened. Who is in a segment already begins nothing.</summary>
    public sealed record LookedAt : LaneInput;

    /// <summary>A person's answer to an approval.</summary>
    /// <param name="RunId">The run that waits for it.</param>
    /// <param name="Approved">True for yes.</param>
    /// <param name="Text">The text as edited; null when unchanged.</param>
    /// <param name="By">Who answered.</param>
    public sealed record Answered(string RunId, bool Approved, string? Text, string By) : LaneInput;
}
