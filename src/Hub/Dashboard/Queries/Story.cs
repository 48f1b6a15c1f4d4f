using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>One contact over all tools.</summary>
/// <param name="Contact">The row.</param>
/// <param name="Facts">What the fold says.</param>
/// <param name="Events">What happened, newest first.</param>
/// <param name="Decisions">What the rules concluded, the negative ones too.</param>
/// <param name="Actions">What was wished for this contact.</param>
/// <param name="Consents">What each tool held, newest first.</param>
/// <param name="Identities">By what the contact is known.</param>
/// <param name="Runs">Runs that are open.</param>
/// <param name="Twins">Contacts that may be the same person.</param>
public sealed record Story(
    Contact Contact, ContactFacts Facts, IReadOnlyList<Event> Events, IReadOnlyList<Decision> Decisions, IReadOnlyList<ActionRow> Actions, IReadOnlyList<ConsentRow> Consents,
    IReadOnlyList<Identity> Identities, IReadOnlyList<RunRow> Runs, IReadOnlyList<Twin> Twins)
{
    /// <summary>From when on nothing is missing: the oldest entry of a kind that was cut at <paramref name="most"/> rows; 0 when none was.</summary>
    public long OldestWhole(int most) => new[]
    {
        Events.Count >= most ? Events[^1].OccurredAt : 0, Decisions.Count >= most ? Decisions[^1].Now : 0, Actions.Count >= most ? Actions[^1].CreatedAt : 0,
    }.Max();
}
