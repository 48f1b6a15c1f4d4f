using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>Reads the state of many subjects with a handful of set queries.</summary>
internal static class SubjectLoader
{
    /// <summary>The engine's name of a contact.</summary>
    public static string ContactSubject(long contact) => "contact:" + contact.ToString(CultureInfo.InvariantCulture);

    /// <summary>States by subject; unknown subjects come back new.</summary>
    public static Dictionary<string, SubjectState> Load(StoreReader reader, string client, IReadOnlyCollection<string> subjects)
    {
        var states = subjects.ToDictionary(s => s, s => SubjectState.New(s, ContactOf(s)), StringComparer.Ordinal);
        LoadContacts(reader, states, SqlList.Of(states.Values.Select(s => s.ContactId).OfType<long>()));
        LoadRuns(reader, client, states, subjects);
        return states;
    }

    private static long? ContactOf(string subject) =>
        subject.StartsWith("contact:", StringComparison.Ordinal) ? long.Parse(subject.AsSpan(8), CultureInfo.InvariantCulture) : null;

    private static void LoadContacts(StoreReader reader, Dictionary<string, SubjectState> states, string contacts)
    {
        foreach (var (id, facts, log) in reader.Query(
            "select id,facts,log from contact where id in (select value from json_each(@p0))", r => (r.GetInt64(0), r.GetString(1), r.GetString(2)), contacts))
        {
            var subject = ContactSubject(id);
            states[subject] = states[subject] with
            {
                Facts = JsonSerializer.Deserialize<ContactFacts>(facts, JourneyJson.Options)!, Log = JsonSerializer.Deserialize<RunLog>(log, JourneyJson.Options)!,
            };
        }

        foreach (var group in reader.Query(
            "select contact,kind,scope,value from identity where contact in (select value from json_each(@p0))",
            r => (Contact: r.GetInt64(0), Kind: (IdentityKind)r.GetInt32(1), Scope: r.GetString(2), Value: r.GetString(3)), contacts).GroupBy(i => i.Contact))
        {
            var subject = ContactSubject(group.Key);
            states[subject] = states[subject] with
            {
                Identities = group.GroupBy(i => NameOf(i.Kind, i.Scope), StringComparer.Ordinal)
                    .ToImmutableSortedDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal),
            };
        }
    }

    /// <summary>How the engine names a key: the scope of a vendor id, <c>email</c> or <c>phone</c>.</summary>
    public static string NameOf(IdentityKind kind, string scope) => kind switch
    {
        IdentityKind.Email => "email",
        IdentityKind.Phone => "phone",
        _ => scope,
    };

    private static void LoadRuns(StoreReader reader, string client, Dictionary<string, SubjectState> states, IReadOnlyCollection<string> subjects)
    {
        foreach (var (subject, data) in reader.Query(
            "select subject,data from run where client=@p0 and ended_at is null and subject in (select value from json_each(@p1))",
            r => (r.GetString(0), r.GetString(1)), client, SqlList.Of(subjects)))
        {
            var run = JsonSerializer.Deserialize<Run>(data, JourneyJson.Options)!;
            states[subject] = states[subject] with { Runs = states[subject].Runs.SetItem(run.Id, run) };
        }

        // Subjects that are no contacts have no row of their own: what their rules did is read from their runs.
        var others = subjects.Where(s => states[s].ContactId is null).ToArray();
        if (others.Length == 0)
        {
            return;
        }

        foreach (var group in reader.Query(
            "select subject,rule,run_key,started_at,mode from run where client=@p0 and subject in (select value from json_each(@p1))",
            r => (Subject: r.GetString(0), Firing: new Firing(r.GetString(1), r.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(3)), r.GetInt32(4) == (int)RuleMode.Shadow)),
            client, SqlList.Of(others)).GroupBy(f => f.Subject, StringComparer.Ordinal))
        {
            states[group.Key] = states[group.Key] with { Log = states[group.Key].Log with { Firings = [.. group.Select(g => g.Firing)] } };
        }
    }
}
