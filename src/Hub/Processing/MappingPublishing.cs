using System.Collections.Immutable;
using System.Globalization;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>Puts a version of the rules in force, or an earlier one again. The word is journaled first; the client's lane carries it out in its order.</summary>
public sealed class MappingPublishing(HubStore store, HubIds ids, CurrentSetup setup, MappingHistory history, MappingsInForce inForce, PublishWarnings warnings, IWaker waker, TimeProvider time)
{
    /// <summary>Longest note, in characters.</summary>
    public const int LongestNote = 500;

    // The lane takes the word within a turn; a page or a command does not wait longer than this for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Checks a text as it would run for the client now.</summary>
    public LoadedMapping Check(string client, string document, string name) => document.Length == 0
        ? new(CompiledMapping.Empty, [])
        : MappingLoader.Load(document, name, ActionCatalog.Of(setup.Value.Clients[client]));

    /// <summary>Publishes.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="version">The version.</param>
    /// <param name="runs">What becomes of open runs.</param>
    /// <param name="by">Who publishes.</param>
    /// <param name="note">Why; may be empty.</param>
    /// <param name="expected">The version that the person believes in force; null for any. When another one is, nothing is published.</param>
    /// <param name="cancellationToken">Gives up waiting for the lane; what was journaled is carried out all the same.</param>
    public async Task<PublishOutcome> PublishAsync(string client, int version, OpenRuns runs, string by, string note, int? expected = null, CancellationToken cancellationToken = default)
    {
        if (history.Document(client, version) is not { } document)
        {
            return new(PublishAnswer.NoSuchVersion, version, []);
        }

        var now = inForce.Find(client)?.Version ?? 0;
        if (now == version)
        {
            return new(PublishAnswer.InForceAlready, version, []);
        }

        if (expected is { } believed && believed != now)
        {
            return new(PublishAnswer.ChangedMeanwhile, now, []);
        }

        var loaded = Check(client, document, MappingsInForce.NameOf(version));
        if (loaded.Mapping is null)
        {
            return new(PublishAnswer.Mistakes, version, loaded.Mistakes);
        }

        using (var reader = store.Read())
        {
            if (PilotSize.TooSmall(reader, client, loaded.Mapping, inForce.Find(client)?.Compiled, MappingsInForce.NameOf(version)) is { Count: > 0 } small)
            {
                return new(PublishAnswer.Mistakes, version, [.. small]);
            }
        }

        // Asked before it is in force: afterwards nothing about it is new.
        ImmutableArray<PublishWarning> news = [.. warnings.Of(setup.Value.Clients[client], loaded.Mapping).Where(w => w.IsNew)];
        await store.Writer.Write(t => Write(t, client, version, now, runs, by, note), cancellationToken);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(string changed)
        {
            if (changed == client && inForce.Find(client)?.Version == version)
            {
                arrived.TrySetResult();
            }
        }

        inForce.Changed += Look;
        try
        {
            waker.LaneHasWork(client);
            Look(client);
            await arrived.Task.WaitAsync(Patience, TimeProvider.System, cancellationToken); // a person's time, not the story's
            return new(PublishAnswer.Done, version, []) { Warnings = news };
        }
        catch (TimeoutException)
        {
            return new(PublishAnswer.Waits, version, []) { Warnings = news };
        }
        finally
        {
            inForce.Changed -= Look;
        }
    }

    /// <summary>What is in force with another mode of one rule, put together and checked; null when there is no such rule. Nothing is kept.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="rule">A rule of the mapping in force.</param>
    /// <param name="mode">As in the document.</param>
    /// <param name="people">Ids of the contacts it is tried on, with the mode <c>pilot</c>; null leaves what the rule says.</param>
    /// <param name="already">What becomes of people who are there already: <c>leave</c>, <c>20 a day</c>, <c>all</c>; null leaves what the rule says.</param>
    public (string Document, LoadedMapping Loaded)? WithMode(string client, string rule, string mode, IReadOnlyCollection<long>? people = null, string? already = null)
    {
        if (inForce.Find(client) is not var (compiled, now) || compiled.Rule(rule) is null || history.Document(client, now) is not { } document)
        {
            return null;
        }

        var changed = MappingText.WithMode(document, rule, mode);
        changed = people is null ? changed : MappingText.WithPilot(changed, rule, people);
        changed = already is null ? changed : MappingText.WithAlready(changed, rule, already);
        return (changed, Check(client, changed, MappingsInForce.NameOf(now)));
    }

    /// <summary>Sets the mode of one rule: a new version that differs in nothing else, put in force at once. Open runs end as they began. A draft that waits is left alone.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="rule">A rule of the mapping in force.</param>
    /// <param name="mode">As in the document: <c>off</c>, <c>shadow</c>, <c>pilot:20%</c>, <c>pilot</c> (people or a group under <c>pilot</c>), <c>live</c>.</param>
    /// <param name="by">Who sets it.</param>
    /// <param name="note">Why; may be empty.</param>
    /// <param name="people">Ids of the contacts it is tried on, with the mode <c>pilot</c>; null leaves what the rule says.</param>
    /// <param name="already">What becomes of people who are there already: <c>leave</c>, <c>20 a day</c>, <c>all</c>; null leaves what the rule says.</param>
    /// <param name="cancellationToken">Gives up waiting for the lane.</param>
    public async Task<PublishOutcome> SetModeAsync(string client, string rule, string mode, string by, string note, IReadOnlyCollection<long>? people = null, string? already = null, CancellationToken cancellationToken = default)
    {
        if (people is not null && Unknown(client, people) is { Count: > 0 } unknown)
        {
            return new(PublishAnswer.Mistakes, inForce.Find(client)?.Version ?? 0, [.. unknown]);
        }

        if (inForce.Find(client) is not var (compiled, now) || WithMode(client, rule, mode, people, already) is not var (changed, loaded))
        {
            return new(PublishAnswer.NoSuchVersion, 0, []);
        }

        if (loaded.Mapping is null)
        {
            return new(PublishAnswer.Mistakes, now, loaded.Mistakes);
        }

        if (MappingDifference.Between(compiled, loaded.Mapping).IsEmpty)
        {
            return new(PublishAnswer.InForceAlready, now, []);
        }

        var version = await store.Writer.Write(t => history.Insert(t, client, changed, MappingHistory.HashOf(changed), MappingEntry.Discarded, by, MappingEntry.FromPerson), cancellationToken);
        return await PublishAsync(client, version, OpenRuns.Finish, by, note, now, cancellationToken);
    }

    private List<Mistake> Unknown(string client, IReadOnlyCollection<long> people)
    {
        using var reader = store.Read();
        var known = reader.Query("select id from contact where client=@p0 and erased=0 and merged_into is null and id in (select value from json_each(@p1))", r => r.GetInt64(0), client, SqlList.Of(people)).ToHashSet();
        return [.. people.Where(p => !known.Contains(p)).Select(p => new Mistake("pilot", 0, 0, $"there is no contact {p}", p.ToString(CultureInfo.InvariantCulture), "Look for the person under Contacts; the id stands in the address of the page."))];
    }

    /// <summary>Puts in force at once what the lane cannot carry out: while it starts, when no version of the history runs any more. The journal has the word all the same.</summary>
    internal void Replace(StoreTransaction t, string client, int version, int replaced, CompiledMapping compiled, string by, string note)
    {
        Write(t, client, version, replaced, OpenRuns.Finish, by, note);
        var now = time.GetUtcNow();
        PublishRows.Write(t, client, new PublishDeed(version, OpenRuns.Finish, by, note, now), compiled, now);
    }

    internal void Write(StoreTransaction t, string client, int version, int replaced, OpenRuns runs, string by, string note)
    {
        new DeedRows(ids, time).Insert(t, client, PublishDeed.Name, string.Create(CultureInfo.InvariantCulture, $"{version}|{replaced}"), new Dictionary<string, string>
        {
            ["version"] = version.ToString(CultureInfo.InvariantCulture), ["replaced"] = replaced.ToString(CultureInfo.InvariantCulture), ["runs"] = runs.ToString().ToLowerInvariant(), ["by"] = by, ["note"] = note,
        });
    }
}
