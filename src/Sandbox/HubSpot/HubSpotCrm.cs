using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>The account's records, properties, links and lists, and the rules HubSpot applies to writes. Called under the simulator's lock.</summary>
internal sealed partial class HubSpotCrm
{
    // A workflow may set off another; HubSpot itself stops enrolment loops, here after this many steps of one change.
    private const int MaxWorkflowSteps = 10;

    private readonly SandboxWorld _world;
    private readonly string _account;
    private readonly Dictionary<string, SortedDictionary<long, HubSpotObject>> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, HubSpotPropertyDefinition>> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Type, string Property, string Value), long> _unique = [];
    private readonly Dictionary<(string Type, long Id), long> _mergedInto = [];
    private readonly HashSet<HubSpotAssociation> _links = [];
    private readonly Dictionary<(string Type, long Id), List<HubSpotAssociation>> _linksOf = [];
    private readonly HashSet<string> _blockedEmails = new(StringComparer.OrdinalIgnoreCase);

    public HubSpotCrm(SandboxWorld world, HubSpotAccount account)
    {
        _world = world;
        _account = account.PortalId.ToString(CultureInfo.InvariantCulture);
        foreach (var type in HubSpotTypes.All)
        {
            _objects[type.Plural] = [];
            _definitions[type.Plural] = type.Own.ToDictionary(d => d.Name, StringComparer.OrdinalIgnoreCase);
        }

        Pipelines["deals"] = [HubSpotPipeline.Deals];
        Pipelines["tickets"] = [HubSpotPipeline.Tickets];
    }

    public List<HubSpotHappening> Happened { get; } = [];

    public List<HubSpotWorkflow> Workflows { get; } = [];

    public Dictionary<string, List<HubSpotPipeline>> Pipelines { get; } = new(StringComparer.Ordinal);

    public bool MergeMakesNewId { get; set; }

    public IEnumerable<HubSpotObject> Of(HubSpotTypes type) => _objects[type.Plural].Values;

    public HubSpotPropertyDefinition? Definition(HubSpotTypes type, string name) => _definitions[type.Plural].GetValueOrDefault(name);

    public IEnumerable<HubSpotPropertyDefinition> Definitions(HubSpotTypes type) => _definitions[type.Plural].Values;

    public bool IsBlocked(string email) => _blockedEmails.Contains(email);

    public void Define(HubSpotTypes type, HubSpotPropertyDefinition definition, HubSpotActor by, string verb, string requestId = "")
    {
        _definitions[type.Plural][definition.Name] = definition;
        Note("property." + verb, type.Plural + "/" + definition.Name, by, requestId, [("options", string.Join(';', definition.Options ?? []))]);
    }

    /// <summary>A live or archived record by id or by a unique property; null when there is none. Ids that were merged away lead to the survivor.</summary>
    public HubSpotObject? Find(HubSpotTypes type, string key, string? idProperty = null)
    {
        long id;
        if (idProperty is null or "hs_object_id")
        {
            if (!long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out id)) return null;
            while (_mergedInto.TryGetValue((type.Plural, id), out var survivor)) id = survivor;
        }
        else
        {
            if (Definition(type, idProperty) is not { HasUniqueValue: true }) throw HubSpotRefusalException.Invalid($"{idProperty} is not a unique property");
            if (!_unique.TryGetValue(UniqueKey(type, idProperty, key), out id)) return null;
        }

        return _objects[type.Plural].GetValueOrDefault(id);
    }

    /// <summary>A record that is there and not archived, or 404.</summary>
    public HubSpotObject Live(HubSpotTypes type, string key, string? idProperty = null) =>
        Find(type, key, idProperty) is { ArchivedAt: null } found ? found : throw HubSpotRefusalException.NotFound();

    public HubSpotObject Create(HubSpotTypes type, IReadOnlyDictionary<string, string?> properties, HubSpotActor by, string requestId = "")
    {
        var now = Milliseconds(_world.Now);
        var values = Check(type, null, properties, by);
        AddDefaults(type, values);
        var made = new HubSpotObject(type.Plural, _world.Ids.Next("hubspot." + type.Plural, type.FirstId), now);
        _objects[type.Plural][made.Id] = made;
        made.Set("hs_object_id", made.IdText, now, by);
        made.Set(type.Created, HubSpotTime.Text(now), now, by);
        made.Set(type.Modified, HubSpotTime.Text(now), now, by);
        made.Set("hs_object_source", by.ChangeSource, now, by);
        made.Set("hs_object_source_id", by.SourceId, now, by);
        foreach (var (name, value) in values) Put(type, made, name, value, now, by);
        Note(type.Singular + ".create", made.IdText, by, requestId, values.Select(v => (v.Key, v.Value)));
        Happened.Add(new HubSpotHappening(type, "creation", made.Id, now, by));
        foreach (var (name, value) in values) Changed(type, made, name, value, now, by);
        RunWorkflows(type, made, values.Keys, 0);
        return made;
    }

    /// <summary>Writes properties. Values that are already so change nothing and tell nobody. Returns the names that changed.</summary>
    public IReadOnlyList<string> Update(HubSpotTypes type, HubSpotObject o, IReadOnlyDictionary<string, string?> properties, HubSpotActor by, string requestId = "") =>
        Update(type, o, properties, by, requestId, 0);

    /// <summary>Sets a property that HubSpot itself keeps and that no app may write.</summary>
    public void SetSystem(HubSpotTypes type, HubSpotObject o, string name, string? value, HubSpotActor by)
    {
        if (o[name] == value) return;
        var now = Milliseconds(_world.Now);
        o.Set(name, value, now, by);
        Touch(type, o, now, by);
        Changed(type, o, name, value, now, by);
        RunWorkflows(type, o, [name], 0);
    }

    public void Archive(HubSpotTypes type, HubSpotObject o, HubSpotActor by, string requestId = "")
    {
        if (o.ArchivedAt is not null) return;
        o.ArchivedAt = Milliseconds(_world.Now);
        FreeUnique(type, o);
        Note(type.Singular + ".archive", o.IdText, by, requestId, []);
        Happened.Add(new HubSpotHappening(type, "deletion", o.Id, o.ArchivedAt.Value, by));
    }

    public void Restore(HubSpotTypes type, HubSpotObject o, HubSpotActor by)
    {
        if (o.ArchivedAt is null) return;
        o.ArchivedAt = null;
        foreach (var d in Definitions(type).Where(d => d.HasUniqueValue && o[d.Name] is not null)) _unique[UniqueKey(type, d.Name, o[d.Name]!)] = o.Id;
        Note(type.Singular + ".restore", o.IdText, by, "", []);
        Happened.Add(new HubSpotHappening(type, "restore", o.Id, _world.Now, by));
    }

    public void Note(string verb, string target, HubSpotActor by, string requestId, IEnumerable<(string, string?)> values) =>
        _world.Ledger.Add("hubspot", _account, verb, target, by.ToActor(requestId), _world.Now, values);

    private IReadOnlyList<string> Update(
        HubSpotTypes type, HubSpotObject o, IReadOnlyDictionary<string, string?> properties, HubSpotActor by, string requestId, int step)
    {
        var now = Milliseconds(_world.Now).AddSeconds(step); // a workflow acts a moment after what set it off
        var changed = Checked(type, o, properties, by).Where(v => o[v.Key] != v.Value && !(string.IsNullOrEmpty(o[v.Key]) && string.IsNullOrEmpty(v.Value))).ToList();
        if (changed.Count == 0) return [];
        foreach (var (name, value) in changed) Put(type, o, name, value, now, by);
        Touch(type, o, now, by);
        Note(type.Singular + ".update", o.IdText, by, requestId, changed.Select(v => (v.Key, v.Value)));
        foreach (var (name, value) in changed) Changed(type, o, name, value, now, by);
        RunWorkflows(type, o, changed.Select(c => c.Key), step);
        return [.. changed.Select(c => c.Key)];
    }

    private void RunWorkflows(HubSpotTypes type, HubSpotObject o, IEnumerable<string> changed, int step)
    {
        if (_world.IsHistory || step >= MaxWorkflowSteps) return;
        var names = changed.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var flow in Workflows.Where(w => w.ObjectType == type.Plural && names.Contains(w.WhenProperty)).ToList())
        {
            if (flow.WhenValue is not null && o[flow.WhenProperty] != flow.WhenValue) continue;
            Update(type, o, new Dictionary<string, string?> { [flow.SetProperty] = flow.SetValue }, HubSpotActor.Workflow(flow.Id), "", step + 1);
        }
    }

    private void Put(HubSpotTypes type, HubSpotObject o, string name, string? value, DateTimeOffset now, HubSpotActor by)
    {
        if (Definition(type, name)!.HasUniqueValue)
        {
            if (!string.IsNullOrEmpty(o[name])) _unique.Remove(UniqueKey(type, name, o[name]!));
            if (!string.IsNullOrEmpty(value)) _unique[UniqueKey(type, name, value)] = o.Id;
        }

        o.Set(name, value, now, by);
        if (name is "dealstage" && Pipelines["deals"].SelectMany(p => p.Stages).FirstOrDefault(s => s.Id == value) is { } stage)
        {
            o.Set("hs_is_closed", stage.IsClosed ? "true" : "false", now, by);
            o.Set("hs_is_closed_won", stage is { IsClosed: true, Probability: 1.0m } ? "true" : "false", now, by);
        }
    }

    private static void Touch(HubSpotTypes type, HubSpotObject o, DateTimeOffset now, HubSpotActor by)
    {
        o.UpdatedAt = now;
        o.Set(type.Modified, HubSpotTime.Text(now), now, by);
    }

    private void Changed(HubSpotTypes type, HubSpotObject o, string name, string? value, DateTimeOffset now, HubSpotActor by)
    {
        // Times are epoch milliseconds in webhooks and ISO 8601 in answers.
        if (Definition(type, name)!.Type == "datetime" && HubSpotTime.Parse(value) is { } at) value = HubSpotTime.Millis(at);
        Happened.Add(new HubSpotHappening(type, "propertyChange", o.Id, now, by) { Property = name, Value = value ?? "" });
    }

    private static DateTimeOffset Milliseconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
