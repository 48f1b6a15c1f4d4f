using System.Globalization;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>Whether a share of a client's contacts is enough to try a rule on. Under ten people chance decides, not the rule; then people are named.</summary>
public static class PilotSize
{
    /// <summary>Fewest people a share may mean.</summary>
    public const int Fewest = 10;

    /// <summary>How many people a share of them is, about; and the smallest share that is enough, null when all of them are too few.</summary>
    public static (int People, int? LeastShare) Of(long contacts, int share) =>
        ((int)(contacts * share / 100), contacts < Fewest ? null : (int)((Fewest * 100 + contacts - 1) / contacts));

    /// <summary>How many contacts a client has.</summary>
    public static long Contacts(StoreReader reader, string client) => reader.Scalar<long>("select count(*) from contact where client=@p0 and erased=0 and merged_into is null", client);

    /// <summary>The shares of a mapping that are too small, among those that are not in force yet.</summary>
    /// <param name="reader">The store.</param>
    /// <param name="client">Client id.</param>
    /// <param name="next">The mapping that would come in force.</param>
    /// <param name="now">The mapping in force; null when there is none.</param>
    /// <param name="file">Name for the mistakes.</param>
    public static IReadOnlyList<Mistake> TooSmall(StoreReader reader, string client, CompiledMapping next, CompiledMapping? now, string file)
    {
        var fresh = next.Rules.Where(r => r is { Mode: RuleMode.Pilot, Pilot: null } && !(now?.Rule(r.Id) is { Mode: RuleMode.Pilot, Pilot: null } was && was.PilotShare == r.PilotShare)).ToList();
        if (fresh.Count == 0)
        {
            return [];
        }

        var contacts = Contacts(reader, client);
        return [.. from rule in fresh
                   let size = Of(contacts, rule.PilotShare)
                   where size.People < Fewest
                   select new Mistake(
                       file, 0, 0, string.Create(CultureInfo.InvariantCulture, $"`{rule.Id}` would be tried on about {size.People} of {contacts} people, and of fewer than {Fewest} nothing can be told"),
                       rule.PilotShare.ToString(CultureInfo.InvariantCulture) + "%",
                       (size.LeastShare is { } least && least < 100 ? string.Create(CultureInfo.InvariantCulture, $"Take at least {least} %, or name") : "Name") + " the people it is tried on.")];
    }
}
