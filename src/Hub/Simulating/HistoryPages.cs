using System.Collections.Immutable;
using System.Text.Json;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.BackTests;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Simulating;

/// <summary>Reads a client's whole history, subject by subject, in pages: each page is a reader of its own, so that none stays open for long.</summary>
internal sealed class HistoryPages(HubStore store, string client)
{
    private const int PageSize = 200;

    /// <summary>How many subjects there are.</summary>
    public long Count()
    {
        using var reader = store.Read();
        return reader.Scalar<long>("select count(*) from contact where client=@p0 and merged_into is null and erased=0", client)
            + reader.Scalar<long>("select count(distinct subject) from event where client=@p0 and contact is null", client);
    }

    /// <summary>All subjects with the name of each; contacts first.</summary>
    public IEnumerable<(BackTestSubject Subject, string Name)> Read()
    {
        for (var after = long.MinValue; ;)
        {
            var page = Contacts(after);
            foreach (var subject in page)
            {
                yield return subject;
            }

            if (page.Count < PageSize)
            {
                break;
            }

            after = page[^1].Subject.Contact!.Value;
        }

        for (var after = ""; ;)
        {
            var page = Things(after);
            foreach (var subject in page)
            {
                yield return (subject, "");
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].Subject;
        }
    }

    /// <summary>One contact; null when there is none.</summary>
    public (BackTestSubject Subject, string Name)? One(long contact)
    {
        var page = Contacts(contact - 1, 1);
        return page is [var found] && found.Subject.Contact == contact ? found : null;
    }

    private List<(BackTestSubject Subject, string Name)> Contacts(long after, int most = PageSize)
    {
        using var reader = store.Read();
        // The plus sign keeps the walk on the ids: by the client's own index each page would sort all its contacts anew.
        var contacts = reader.Query(
            "select id,name,log from contact where +client=@p0 and id>@p1 and merged_into is null and erased=0 order by id limit @p2",
            r => (Id: r.GetInt64(0), Name: r.IsDBNull(1) ? "" : r.GetString(1), Log: r.GetString(2)), client, after, most);
        var ids = SqlList.Of(contacts.Select(c => c.Id));
        var events = reader.Query(
            "select contact,data,received_at,historical from event where client=@p0 and contact in (select value from json_each(@p1))",
            r => (Contact: r.GetInt64(0), Event: Event(r.GetString(1), r.GetInt64(2), r.GetBoolean(3))), client, ids).ToLookup(e => e.Contact, e => e.Event);
        var identities = reader.Query(
            "select contact,kind,scope,value from identity where contact in (select value from json_each(@p0))",
            r => (Contact: r.GetInt64(0), Name: r.GetInt32(1) switch { (int)IdentityKind.Email => "email", (int)IdentityKind.Phone => "phone", _ => r.GetString(2) }, Value: r.GetString(3)), ids).ToLookup(i => i.Contact);
        return contacts.ConvertAll(c => (
            new BackTestSubject(
                FormattableString.Invariant($"contact:{c.Id}"), c.Id, identities[c.Id].DistinctBy(i => i.Name, StringComparer.Ordinal).ToImmutableSortedDictionary(i => i.Name, i => i.Value, StringComparer.Ordinal),
                c.Log.Length > 1 ? JsonSerializer.Deserialize<RunLog>(c.Log, JourneyJson.Options)! : RunLog.Empty, [.. events[c.Id]]),
            c.Name));
    }

    private List<BackTestSubject> Things(string after)
    {
        using var reader = store.Read();
        var subjects = reader.Query("select distinct subject from event where client=@p0 and contact is null and subject>@p1 order by subject limit @p2", r => r.GetString(0), client, after, PageSize);
        var events = reader.Query(
            "select subject,data,received_at,historical from event where client=@p0 and contact is null and subject in (select value from json_each(@p1))",
            r => (Subject: r.GetString(0), Event: Event(r.GetString(1), r.GetInt64(2), r.GetBoolean(3))), client, SqlList.Of(subjects)).ToLookup(e => e.Subject, e => e.Event, StringComparer.Ordinal);
        return subjects.ConvertAll(s => new BackTestSubject(s, null, ImmutableSortedDictionary<string, string>.Empty, RunLog.Empty, [.. events[s]]));
    }

    private static BackTestEvent Event(string data, long receivedAt, bool historical)
    {
        var fact = JsonSerializer.Deserialize<JourneyEvent>(data, JourneyJson.Options)!;
        return new(fact, historical ? fact.OccurredAt : DateTimeOffset.FromUnixTimeMilliseconds(receivedAt));
    }
}
