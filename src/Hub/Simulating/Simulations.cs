using System.Collections.Concurrent;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.BackTests;

namespace IntegrationHub.Hub.Simulating;

/// <summary>Tries versions of the rules on the client's own history. One at a time, on one thread of low priority; results are kept in memory until others take their place or the hub ends.</summary>
public sealed partial class Simulations(HubStore store, HubIds ids, CurrentSetup setup, MappingsInForce mappings, TimeProvider time, ILogger<Simulations> log) : IDisposable
{
    private const int Kept = 10;
    private readonly ConcurrentDictionary<long, Simulation> _all = new();
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Begins a try.</summary>
    /// <returns>Null when a version is not there or cannot run with the client's tools of today, or the rule is in neither.</returns>
    public Simulation? Begin(SimulationOrder order)
    {
        var (tried, against) = Plays(order, time.GetUtcNow());
        if (tried is null || (order.Against is not null && against is null))
        {
            return null;
        }

        var simulation = new Simulation(ids.Next(), order, tried.To);
        _all[simulation.Id] = simulation;
        foreach (var old in _all.Values.Where(s => s.Order.Client == order.Client).OrderByDescending(s => s.Id).Skip(Kept))
        {
            old.Stop.Cancel();
            _all.TryRemove(old.Id, out _);
        }

        new Thread(() => Run(simulation, tried, against)) { IsBackground = true, Priority = ThreadPriority.BelowNormal, Name = "simulation" }.Start();
        return simulation;
    }

    /// <summary>A try of the client; null when there is none of this id (any more).</summary>
    public Simulation? Find(string client, long id) => _all.TryGetValue(id, out var found) && found.Order.Client == client ? found : null;

    /// <summary>The tries of a client, the newest first.</summary>
    public IReadOnlyList<Simulation> List(string client) => [.. _all.Values.Where(s => s.Order.Client == client).OrderByDescending(s => s.Id)];

    /// <summary>Gives a try up.</summary>
    /// <returns>False when there is none that is under way.</returns>
    public bool Cancel(string client, long id)
    {
        if (Find(client, id) is not { IsOver: false } simulation)
        {
            return false;
        }

        simulation.Stop.Cancel();
        return true;
    }

    /// <summary>All that would have happened to one contact, in a version of a try; null when the contact or the version is not there.</summary>
    public SubjectPlay? Trace(Simulation simulation, long contact, bool against)
    {
        var (tried, other) = Plays(simulation.Order, simulation.At);
        return (against ? other : tried) is { } play && new HistoryPages(store, simulation.Order.Client).One(contact) is var (subject, _) ? play.Play(subject) : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var simulation in _all.Values)
        {
            simulation.Stop.Cancel();
        }
    }

    private (BackTest? Tried, BackTest? Against) Plays(SimulationOrder order, DateTimeOffset to)
    {
        var client = setup.Value.Clients[order.Client];
        var from = to.AddDays(-order.Days);
        BackTest? Of(int version) => mappings.Find(client, version) is { } compiled ? new(compiled, client.ToContext(version), from, to, order.Rule) : null;
        var known = order.Rule is null || mappings.Find(client, order.Version)?.Rule(order.Rule) is not null || (order.Against is { } o && mappings.Find(client, o)?.Rule(order.Rule) is not null);
        return known ? (Of(order.Version), order.Against is { } other ? Of(other) : null) : (null, null);
    }

    private void Run(Simulation simulation, BackTest tried, BackTest? against)
    {
        var entered = false;
        try
        {
            _one.Wait(simulation.Stop.Token);
            entered = true;
            simulation.Result = SimulationRun.Run(new HistoryPages(store, simulation.Order.Client), tried, against, simulation.Order.Rule, p => simulation.Progress = p, simulation.Stop.Token);
        }
        catch (OperationCanceledException)
        {
            simulation.Problem = "It was given up.";
        }
        catch (Exception fault)
        {
            LogFailed(log, fault, simulation.Order.Client);
            simulation.Problem = "It failed: " + fault.Message;
        }
        finally
        {
            if (entered)
            {
                _one.Release();
            }
        }
    }

    [LoggerMessage(EventId = 1250, Level = LogLevel.Error, Message = "A simulation of the client {Client} failed.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string client);
}
