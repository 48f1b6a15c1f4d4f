using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>The account's records, properties, links and lists, and the rules HubSpot applies to writes. Called under the simulator's lock.</summary>
internal sealed class HubSpotCrm
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

    /// <summary>The values as HubSpot would store them, after all its checks of a new (null) or present record. Changes nothing.</summary>
    public Dictionary<string, string?> Check(HubSpotTypes type, HubSpotObject? o, IReadOnlyDictionary<string, string?> properties, HubSpotActor by)
    {
        var values = Checked(type, o, properties, by);
        if (o is not null) return values;
        if (type.Plural == "contacts" && !values.Any(v => v.Key is "email" or "firstname" or "lastname" && !string.IsNullOrEmpty(v.Value)))
        {
            throw HubSpotRefusalException.Invalid("Property values were not valid: one of email, firstname, lastname is needed");
        }

        if (type.IsActivity && string.IsNullOrEmpty(values.GetValueOrDefault("hs_timestamp")))
        {
            throw HubSpotRefusalException.Invalid("Error creating " + type.Singular.ToUpperInvariant() + ". Some required properties were not set: hs_timestamp");
        }

        if (values.TryGetValue("email", out var email) && email is not null && _blockedEmails.Contains(email))
        {
            throw HubSpotRefusalException.Invalid("This email address was deleted for privacy reasons and cannot be used again");
        }

        return values;
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

    /// <summary>Joins two records: the primary's values win, gaps are filled from the other, links move over.</summary>
    public HubSpotObject Merge(HubSpotTypes type, HubSpotObject primary, HubSpotObject other, HubSpotActor by, string requestId = "")
    {
        if (primary == other) throw HubSpotRefusalException.Invalid("An object cannot be merged with itself");
        var now = Milliseconds(_world.Now);
        var moved = other.PropertyNames.Where(p => Definition(type, p) is { ReadOnly: false } && primary[p] is null && other[p] is not null)
            .ToDictionary(p => p, p => other[p]);
        var gone = new List<HubSpotObject> { other };
        var survivor = primary;
        if (MergeMakesNewId)
        {
            survivor = new HubSpotObject(type.Plural, _world.Ids.Next("hubspot." + type.Plural, type.FirstId), primary.CreatedAt);
            _objects[type.Plural][survivor.Id] = survivor;
            foreach (var name in primary.PropertyNames.ToList())
            {
                foreach (var old in primary.History(name)) survivor.Set(name, old.Value, old.At, old.By);
            }

            survivor.Set("hs_object_id", survivor.IdText, now, by);
            gone.Add(primary);
        }

        foreach (var old in gone)
        {
            FreeUnique(type, old);
            foreach (var link in LinksOf(old).ToList())
            {
                Cut(link);
                Tie(link with { FromId = survivor.Id });
            }

            _objects[type.Plural].Remove(old.Id);
            _mergedInto[(type.Plural, old.Id)] = survivor.Id;
        }

        foreach (var name in survivor.PropertyNames.Where(p => Definition(type, p)?.HasUniqueValue == true && survivor[p] is not null).ToList())
        {
            _unique[UniqueKey(type, name, survivor[name]!)] = survivor.Id;
        }

        foreach (var (name, value) in moved) Put(type, survivor, name, value, now, by);
        survivor.Set("hs_merged_object_ids", string.Join(';', gone.Select(g => g.IdText)), now, by);
        Touch(type, survivor, now, by);
        Note(type.Singular + ".merge", survivor.IdText, by, requestId, [("primary", primary.IdText), ("merged", other.IdText)]);
        Happened.Add(new HubSpotHappening(type, "merge", survivor.Id, now, by)
        {
            MergedIds = [other.Id], NewObjectId = survivor.Id, Value = primary.IdText, MovedProperties = moved.Count,
        });
        return survivor;
    }

    /// <summary>Deletes for good. An e-mail nobody has is put on the block list.</summary>
    public void Forget(string key, string? idProperty, HubSpotActor by, string requestId = "")
    {
        var type = HubSpotTypes.Of("contacts");
        var found = Find(type, key, idProperty);
        if (idProperty == "email" || found?["email"] is not null) _blockedEmails.Add(found?["email"] ?? key);
        if (found is null)
        {
            if (idProperty != "email") throw HubSpotRefusalException.NotFound();
            Note("contact.gdpr-block", SandboxIds.HexOf(key, 16), by, requestId, []);
            return;
        }

        FreeUnique(type, found);
        foreach (var link in LinksOf(found).ToList()) Cut(link);
        _objects[type.Plural].Remove(found.Id);
        Note("contact.gdpr-delete", found.IdText, by, requestId, []);
        Happened.Add(new HubSpotHappening(type, "privacyDeletion", found.Id, Milliseconds(_world.Now), by));
    }

    public IEnumerable<HubSpotAssociation> LinksOf(HubSpotObject from, HubSpotTypes? to = null) =>
        _linksOf.TryGetValue((from.Type, from.Id), out var links) ? links.Where(l => to is null || l.ToType == to.Plural) : [];

    public void Link(HubSpotObject from, HubSpotObject to, int? typeId, HubSpotActor by, string requestId = "")
    {
        var id = typeId ?? HubSpotAssociation.DefaultTypeId(from.Type, to.Type)
            ?? throw HubSpotRefusalException.Invalid($"No default association type between {from.Type} and {to.Type}");
        var link = new HubSpotAssociation(from.Type, from.Id, to.Type, to.Id, id);
        if (!Tie(link)) return;
        Note("association.create", from.Type + "/" + from.IdText, by, requestId, [("to", to.Type + "/" + to.IdText)]);
        Linked(link, false, by);
    }

    public void Unlink(HubSpotObject from, HubSpotObject to, HubSpotActor by, string requestId = "")
    {
        foreach (var link in LinksOf(from, HubSpotTypes.Of(to.Type)).Where(l => l.ToId == to.Id).ToList())
        {
            Cut(link);
            Note("association.delete", from.Type + "/" + from.IdText, by, requestId, [("to", to.Type + "/" + to.IdText)]);
            Linked(link, true, by);
        }
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

    /// <summary>The values as HubSpot would store them, after all its checks. Throws one refusal that names every wrong property.</summary>
    private Dictionary<string, string?> Checked(HubSpotTypes type, HubSpotObject? o, IReadOnlyDictionary<string, string?> properties, HubSpotActor by)
    {
        var good = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var bad = new List<JObject>();
        foreach (var (name, given) in properties)
        {
            if (Definition(type, name) is not { } definition)
            {
                bad.Add(HubSpotProblems.Of(name, "PROPERTY_DOESNT_EXIST", $"Property \"{name}\" does not exist"));
                continue;
            }

            var (value, problem) = HubSpotProblems.Normalise(definition, given, o?[definition.Name], OptionsOf(type, definition));
            if (problem is not null) bad.Add(problem);
            else if (definition.Name == "lifecyclestage" && by.IsApp && GoesBack(o, value)) continue;
            else good[definition.Name] = value;
        }

        if (bad.Count > 0) throw HubSpotRefusalException.BadProperties(bad);
        foreach (var (name, value) in good.Where(v => !string.IsNullOrEmpty(v.Value) && Definition(type, v.Key)!.HasUniqueValue))
        {
            if (_unique.TryGetValue(UniqueKey(type, name, value!), out var holder) && holder != o?.Id)
            {
                throw new HubSpotRefusalException(409, "CONFLICT", $"{char.ToUpperInvariant(type.Singular[0])}{type.Singular[1..]} already exists. Existing ID: {holder}");
            }
        }

        return good;
    }

    // Answered with 200 and not done: the stage only moves forward by API, unless it was cleared before.
    private static bool GoesBack(HubSpotObject? o, string? value) => o is not null && !string.IsNullOrEmpty(value) && !string.IsNullOrEmpty(o["lifecyclestage"])
        && HubSpotTypes.LifecycleRank(value) < HubSpotTypes.LifecycleRank(o["lifecyclestage"]);

    private IReadOnlyList<string>? OptionsOf(HubSpotTypes type, HubSpotPropertyDefinition definition) => definition.Name switch
    {
        "dealstage" or "hs_pipeline_stage" => [.. Pipelines[type.Plural].SelectMany(p => p.Stages).Select(s => s.Id)],
        "pipeline" or "hs_pipeline" => [.. Pipelines[type.Plural].Select(p => p.Id)],
        _ => definition.Options,
    };

    private void AddDefaults(HubSpotTypes type, Dictionary<string, string?> values)
    {
        switch (type.Plural)
        {
            case "contacts": values.TryAdd("lifecyclestage", "lead"); break;
            case "deals": values.TryAdd("pipeline", Pipelines["deals"][0].Id); break;
            case "tickets": values.TryAdd("hs_pipeline", Pipelines["tickets"][0].Id); break;
            case "tasks": values.TryAdd("hs_task_status", "NOT_STARTED"); break;
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

    private void Linked(HubSpotAssociation link, bool removed, HubSpotActor by)
    {
        foreach (var side in new[] { link, link.Reverse() })
        {
            Happened.Add(new HubSpotHappening(HubSpotTypes.Of(side.FromType), "associationChange", side.FromId, Milliseconds(_world.Now), by)
            {
                Link = side, LinkRemoved = removed,
            });
        }
    }

    private bool Tie(HubSpotAssociation link)
    {
        if (!_links.Add(link)) return false;
        foreach (var side in new[] { link, link.Reverse() })
        {
            _links.Add(side);
            if (!_linksOf.TryGetValue((side.FromType, side.FromId), out var all)) _linksOf[(side.FromType, side.FromId)] = all = [];
            all.Add(side);
        }

        return true;
    }

    private void Cut(HubSpotAssociation link)
    {
        foreach (var (from, to) in new[] { ((link.FromType, link.FromId), (link.ToType, link.ToId)), ((link.ToType, link.ToId), (link.FromType, link.FromId)) })
        {
            if (!_linksOf.TryGetValue(from, out var all)) continue;
            foreach (var gone in all.Where(l => (l.ToType, l.ToId) == to).ToList())
            {
                all.Remove(gone);
                _links.Remove(gone);
            }
        }
    }

    private void FreeUnique(HubSpotTypes type, HubSpotObject o)
    {
        foreach (var d in Definitions(type).Where(d => d.HasUniqueValue && !string.IsNullOrEmpty(o[d.Name])))
        {
            var key = UniqueKey(type, d.Name, o[d.Name]!);
            if (_unique.TryGetValue(key, out var holder) && holder == o.Id) _unique.Remove(key);
        }
    }

    private static (string, string, string) UniqueKey(HubSpotTypes type, string property, string value) =>
        (type.Plural, property.ToLowerInvariant(), value.Trim().ToLowerInvariant());

    private static DateTimeOffset Milliseconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
