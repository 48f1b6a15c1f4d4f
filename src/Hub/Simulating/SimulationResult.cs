using System.Collections.Immutable;

namespace IntegrationHub.Hub.Simulating;

/// <summary>What would have happened. Nothing was sent and nothing was written.</summary>
/// <param name="From">Start of the tried time.</param>
/// <param name="To">Its end.</param>
/// <param name="Events">Events of that time that were played.</param>
/// <param name="Subjects">Contacts, reviews and places they are about.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Rules">Each rule that decided something, in either version.</param>
/// <param name="Calls">Calls to each connection before they are put together in batches.</param>
/// <param name="People">Who would have got what: those who differ first, then the newest; at most <see cref="MostPeople"/>.</param>
/// <param name="Differing">How many pairs of rule and person differ between the versions; 0 without a comparison.</param>
/// <param name="Same">How many are the same in both.</param>
/// <param name="Cut">Subjects that set off more steps than are played; their figures are too small.</param>
public sealed record SimulationResult(
    DateTimeOffset From, DateTimeOffset To, long Events, long Subjects, double Seconds, ImmutableArray<SimulatedRule> Rules, ImmutableArray<SimulatedCalls> Calls,
    ImmutableArray<SimulatedPerson> People, int Differing, int Same, int Cut)
{
    /// <summary>Most people that are listed.</summary>
    public const int MostPeople = 500;
}
