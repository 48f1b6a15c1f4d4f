using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Documents;

/// <summary>One step of a rule, flattened: branches are jumps, so that a run's place is one step id.</summary>
public abstract record Instruction(string Id)
{
    /// <summary>Waits for a time, or until an event.</summary>
    /// <param name="Id">Step id.</param>
    /// <param name="For">How long.</param>
    /// <param name="Field">Field that holds the time to wait for, e.g. <c>event.pickUpAt</c>; null otherwise.</param>
    /// <param name="Minus">How long before that time.</param>
    /// <param name="At">Local time to wait for after that; null for any.</param>
    /// <param name="Weekday">Weekday to wait for; null for any.</param>
    /// <param name="From">Start of the local hours in which it may end; null for any.</param>
    /// <param name="To">End of these hours.</param>
    /// <param name="Working">True when only working hours and days count.</param>
    /// <param name="Until">Events that end the wait.</param>
    /// <param name="Exit">True when such an event ends the run; false when the run goes on.</param>
    public sealed record Wait(
        string Id, TimeSpan For, string? Field, TimeSpan Minus, TimeOnly? At, DayOfWeek? Weekday, TimeOnly? From, TimeOnly? To, bool Working,
        ImmutableArray<Trigger> Until, bool Exit) : Instruction(Id);

    /// <summary>Does an action.</summary>
    /// <param name="Id">Step id.</param>
    /// <param name="Role">Role, or <c>hub</c>.</param>
    /// <param name="Verb">Verb after the role.</param>
    /// <param name="Selector">Connection id, <c>*</c> for all, null for the one that fits.</param>
    /// <param name="With">Arguments; texts may hold Liquid.</param>
    /// <param name="Class">Class of the touch.</param>
    /// <param name="StaleAfter">Of no use this long after it was reached.</param>
    /// <param name="Expect">Effect to look for.</param>
    /// <param name="PreferredAt">Local time at which a held one is tried again; null for any allowed hour.</param>
    public sealed record Do(
        string Id, string Role, string Verb, string? Selector, ImmutableSortedDictionary<string, Argument> With, TouchClass Class, TimeSpan? StaleAfter,
        ExpectedEffect? Expect, TimeOnly? PreferredAt) : Instruction(Id)
    {
        /// <summary>Full name.</summary>
        public string Name => Role + "." + Verb;

        /// <summary>True when it asks people for something: an alert, or a task here or in the CRM.</summary>
        public bool Raises => Name is "hub.alert" or "hub.task" or "crm.task.create";
    }

    /// <summary>Goes on at <paramref name="Else"/> when the condition does not hold.</summary>
    public sealed record Branch(string Id, Condition If, int Else) : Instruction(Id);

    /// <summary>Divides people by chance between two arms; a share may be left out to compare. Who is in an arm stays in it.</summary>
    /// <param name="Id">Step id, on which the chance depends: another id divides people anew.</param>
    /// <param name="Arms">The two arms.</param>
    /// <param name="Holdout">Share whose run ends here, in percent.</param>
    /// <param name="After">Place of the step at which both arms go on.</param>
    public sealed record Split(string Id, ImmutableArray<SplitArm> Arms, int Holdout, int After) : Instruction(Id)
    {
        /// <summary>What those are called who are in no arm.</summary>
        public const string HeldOut = "held out";

        /// <summary>The arm that everybody gets, or <see cref="HeldOut"/>: in rule cases. Null when chance decides.</summary>
        public string? Always { get; init; }

        /// <summary>Who gets what: two with equal text divide people alike.</summary>
        public string Division => $"{Id}: {string.Join(", ", Arms.Select(a => $"{a.Name} {a.Share}%"))}{(Holdout > 0 ? $", {HeldOut} {Holdout}%" : "")}";
    }

    /// <summary>Goes on elsewhere.</summary>
    public sealed record Jump(string Id, int To) : Instruction(Id);

    /// <summary>Ends the run.</summary>
    public sealed record End(string Id, string Why) : Instruction(Id);
}
