using System.Globalization;
using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Testing;

/// <summary>
/// Sends a rule to somebody of the team with another person's values: waits, limits and quiet hours are left out, it counts nowhere, and what it puts is taken off again. So that one can see
/// what people get, and whether the other half works.
/// </summary>
public sealed class RuleTest(HubStore store, HubIds ids, CurrentSetup setup, MappingsInForce mappings, IWaker waker, TimeProvider time)
{
    /// <summary>The rule under which the actions of tests stand: no figure of a rule counts them.</summary>
    public const string Rule = OtherHalves.TestRule;

    /// <summary>Name of the deed and of its event.</summary>
    public const string Deed = "hub.tested";

    /// <summary>How long what a test puts stays.</summary>
    public static readonly TimeSpan Stays = TimeSpan.FromHours(1);

    // A person with a longer history than this knows the beginning of the rule from something recent.
    private const int EventsLookedAt = 500;

    /// <summary>What a test would do now; nothing is kept.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="ruleId">A rule in force, in whatever mode.</param>
    /// <param name="person">Contact who gets it.</param>
    /// <param name="example">Contact whose values are used.</param>
    /// <param name="arm">The arm of the rule's split that is tried; null for the first.</param>
    public RuleTestPreview Preview(string client, string ruleId, long person, long example, string? arm = null) => Plan(client, ruleId, person, example, arm).Preview;

    /// <summary>Names of the arms of the rule's split; empty without one.</summary>
    public IReadOnlyList<string> Arms(string client, string ruleId) => mappings.Find(client)?.Compiled.Rule(ruleId)?.Split is { } split ? [.. split.Arms.Select(a => a.Name)] : [];

    /// <summary>Sends it.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="ruleId">A rule in force, in whatever mode.</param>
    /// <param name="person">Contact who gets it.</param>
    /// <param name="example">Contact whose values are used.</param>
    /// <param name="by">Who sends it.</param>
    /// <param name="arm">The arm of the rule's split that is tried; null for the first.</param>
    public async Task<RuleTestPreview> SendAsync(string client, string ruleId, long person, long example, string by, string? arm = null)
    {
        var (preview, owner) = Plan(client, ruleId, person, example, arm);
        if (preview.Problem is not null || owner is null)
        {
            return preview;
        }

        var now = time.GetUtcNow();
        var grants = new HashSet<string>(StringComparer.Ordinal);
        await store.Writer.Write(t =>
        {
            new DeedRows(ids, time).Insert(t, client, Deed, string.Create(CultureInfo.InvariantCulture, $"{ruleId}|{person}"), new Dictionary<string, string>
            {
                ["rule"] = ruleId, ["to"] = person.ToString(CultureInfo.InvariantCulture), ["like"] = example.ToString(CultureInfo.InvariantCulture), ["by"] = by, // ids, no names: what is erased is erased here too
            });
            foreach (var action in preview.Actions)
            {
                var grant = owner.Connections.First(c => c.Id == action.Connection).Grant.Id;
                grants.Add(grant);
                var sent = action with { Rule = Rule, TargetReason = $"A test of the rule {ruleId}.", ApprovedBy = by };
                Insert(t, client, grant, person, sent, now);
                if (action.Verb == "tag.add" && !preview.Kept.Contains(action.Key))
                {
                    Insert(t, client, grant, person, sent with
                    {
                        Key = "test-back:" + action.Key, Verb = "tag.remove", Name = action.Name.Replace("tag.add", "tag.remove", StringComparison.Ordinal), DueAt = now + Stays, Expect = null,
                        TargetReason = $"Takes back what the test of {ruleId} put.",
                    }, now);
                }
            }
        });
        waker.LaneHasWork(client);
        foreach (var grant in grants)
        {
            waker.GrantHasWork(grant);
        }

        return preview;
    }

    /// <summary>The newest test of a rule, step by step; empty when there was none.</summary>
    public IReadOnlyList<SentTest> Last(string client, string ruleId)
    {
        using var reader = store.Read();
        return reader.Query(
            """
            select a.created_at, a.name, a.payload, a.connection, a.state, coalesce(a.result,''), coalesce((select b.state from action b where b.client=a.client and b."key"='test-back:'||a."key"),0)
            from action a where a.client=@p0 and a.rule=@p1 and substr(a.run,1,length(@p2))=@p2 and a."key" not like 'test-back:%'
              and a.run=(select run from action where client=@p0 and rule=@p1 and substr(run,1,length(@p2))=@p2 order by id desc limit 1) order by a.id
            """,
            r =>
            {
                var with = JsonSerializer.Deserialize<Dictionary<string, Value>>(r.GetString(2), JourneyJson.Options)!;
                var mark = new[] { "tag", "field", "property" }.Select(n => with.GetValueOrDefault(n)).FirstOrDefault(v => v.HasContent);
                return new SentTest(DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(0)), r.GetString(1), mark.ToString(), r.GetString(3), (ActionState)r.GetInt32(4), r.GetString(5), ((ActionState)r.GetInt32(6)).IsDone());
            },
            client, Rule, ruleId + "|test:");
    }

    /// <summary>Somebody for whom the rule began last, as an example; null when there is nobody.</summary>
    public (long Id, string Name)? Example(string client, string ruleId)
    {
        using var reader = store.Read();
        return reader.Query(
            """
            select c.id, coalesce(nullif(c.name,''), c.email, 'Contact ' || c.id) from decision d join contact c on c.id=d.contact and c.client=d.client and c.erased=0 and c.merged_into is null
            where d.client=@p0 and d.rule=@p1 and (d.step is null and d.verdict in (@p2,@p3,@p4) or d.verdict=@p5) order by d.id desc limit 1
            """,
            r => (r.GetInt64(0), r.GetString(1)), client, ruleId, Verdict.Acted, Verdict.Waits, Verdict.Watched, Verdict.Divided) is [var one] ? one : null;
    }

    private (RuleTestPreview Preview, ClientSetup? Client) Plan(string client, string ruleId, long person, long example, string? arm)
    {
        if (!setup.Value.Clients.TryGetValue(client, out var owner) || mappings.Find(client) is not var (mapping, version) || mapping.Rule(ruleId) is not { } rule)
        {
            return No("There is no such rule in force.");
        }

        if (arm is not null && !Arms(client, ruleId).Contains(arm))
        {
            return No(rule.Split is null ? "The rule has no split, so there is no arm to choose." : $"There is no arm “{arm}”. It is one of {string.Join(", ", Arms(client, ruleId).Select(a => $"“{a}”"))}; who is held out gets nothing.");
        }

        using var reader = store.Read();
        var known = reader.Query(
            "select id, coalesce(nullif(name,''), email, 'Contact ' || id) from contact where client=@p0 and id in (@p1,@p2) and erased=0 and merged_into is null", r => (Id: r.GetInt64(0), Name: r.GetString(1)), client, person, example);
        if (known.Find(k => k.Id == person).Name is not { } to || known.Find(k => k.Id == example).Name is not { } like)
        {
            return No("One of the two is no contact of this client.");
        }

        var states = SubjectLoader.Load(reader, client, [SubjectLoader.ContactSubject(person), SubjectLoader.ContactSubject(example)]);
        var team = states[SubjectLoader.ContactSubject(person)];
        var context = owner.ToContext(version);
        if (MappingEngine.SaidNo(team.Facts, context) is { } no)
        {
            return No($"{to} gets no test: {no}. Choose somebody of the team who may be written to.");
        }

        var trigger = reader.Query("select data from event where client=@p0 and contact=@p1 order by occurred_at desc limit @p2", r => JsonSerializer.Deserialize<JourneyEvent>(r.GetString(0), JourneyJson.Options)!, client, example, EventsLookedAt)
            .Find(e => rule.When.Any(w => w.Means(e))) ?? AsIfNow(rule, example);
        if (trigger is null)
        {
            return No($"Nothing ever happened to {like} that begins this rule. Choose somebody as example to whom it did.");
        }

        var key = "test:" + ids.Next().ToString(CultureInfo.InvariantCulture);
        var tried = MappingEngine.Try(mapping, context, rule, team, states[SubjectLoader.ContactSubject(example)].Facts, trigger, key, time.GetUtcNow(), arm);
        var had = tried.Actions.Where(a => a.Verb == "tag.add" && a.Arguments.TryGetValue("tag", out var tag) && team.Facts.Tags.GetValueOrDefault(a.Connection)?.GetValueOrDefault(tag.ToString()) is { On: true }).ToList();
        var skipped = tried.Skipped.AddRange(had.Select(a => $"{to} has the tag “{a.Arguments["tag"]}” already: a flow that starts at it may not start again."));
        return (new(tried.Actions.IsEmpty ? "The rule does nothing that a test could do and take back." : null, to, like, trigger.Name, trigger.OccurredAt, tried.Actions, skipped) { Kept = [.. had.Select(a => a.Key)] }, owner);

        static (RuleTestPreview, ClientSetup?) No(string problem) => (RuleTestPreview.No(problem), null);
    }

    // A date or a segment needs nothing that happened: it may come now.
    private JourneyEvent? AsIfNow(CompiledRule rule, long example) => rule.When.FirstOrDefault(rule.Owns) is { } own
        ? new()
        {
            NaturalKey = FormattableString.Invariant($"hub:test:{rule.Id}:{example}"), Name = own.Event, Subject = EventSubject.Person, OccurredAt = time.GetUtcNow(), Connection = "hub", Tool = "hub",
            Properties = System.Collections.Immutable.ImmutableSortedDictionary<string, Value>.Empty.Add("rule", Value.Of(rule.Id)),
        }
        : null;

    private void Insert(StoreTransaction t, string client, string grant, long person, PlannedAction action, DateTimeOffset now)
    {
        var (sql, values) = OutcomeRows.Action(ids.Next(), client, grant, SubjectLoader.ContactSubject(person), person, null, action, now.ToUnixTimeMilliseconds());
        t.Execute(sql, values);
    }
}
