using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Mailchimp;

public sealed partial class MailchimpSimulator
{
    /// <summary>Somebody of the team, at the tool's screens.</summary>
    public static Actor Team { get; } = new("person", "team");

    /// <summary>Somebody joins by a form (or the team adds them); also comes back after an unsubscribe.</summary>
    public MailchimpMember Subscribe(string listId, string email, IReadOnlyDictionary<string, string>? merge = null, Actor? by = null, string source = "Embed Form") => Locked(() =>
    {
        RunDueLocked();
        var audience = _audiences[listId];
        var fields = (merge ?? new Dictionary<string, string>()).ToDictionary(f => f.Key, f => (JToken)f.Value);
        var member = audience.Members.GetValueOrDefault(MailchimpMember.HashOf(email)) is { } known
            ? Put(known with { Status = "subscribed", InComplianceState = false, OptAt = _world.Now, Merge = Joined(known.Merge, fields) })
            : Add(audience, email, "subscribed", fields, source);
        member = Put(member with { Activity = [.. member.Activity, new MailchimpActivity("generic_signup", _world.Now, null, new Dictionary<string, string> { ["signup_location"] = source })] });
        Note("member.subscribe", member.Hash, by ?? Actor.Person, ("email", email), ("list", listId));
        Emit(listId, "subscribe", by ?? Actor.Person, Profile(member));
        return member;
    });

    /// <summary>Somebody leaves by the link in a mail, or complains. The API cannot subscribe them again.</summary>
    public MailchimpMember? Unsubscribe(string listId, string email, string? campaignId = null, string reason = "manual", Actor? by = null) =>
        Change(listId, email, m => Left(m with
        {
            Status = "unsubscribed", InComplianceState = true, UnsubscribeReason = reason == "abuse" ? "Spam complaint" : "No longer interested",
            Activity = [.. m.Activity, new MailchimpActivity("unsub", _world.Now, campaignId, new Dictionary<string, string> { ["is_admin_unsubscribed"] = "false", ["unsubscribe_reason"] = reason })],
        }), "member.unsubscribe", by, m => Emit(
            listId, "unsubscribe", by ?? Actor.Person, [("data[action]", "unsub"), ("data[reason]", reason), .. Profile(m), ("data[campaign_id]", campaignId)]));

    /// <summary>A mail bounces hard: the address is taken out of all mailings.</summary>
    public MailchimpMember? Bounce(string listId, string email, string? campaignId = null) =>
        Change(listId, email, m => Left(m with
        {
            Status = "cleaned", InComplianceState = true,
            Activity = [.. m.Activity, new MailchimpActivity("bounce", _world.Now, campaignId, new Dictionary<string, string> { ["bounce_type"] = "hard", ["bounce_has_open_activity"] = "false" })],
        }), "member.clean", Team, m => Emit(
            listId, "cleaned", Team, ("data[list_id]", listId), ("data[campaign_id]", campaignId), ("data[reason]", "hard"), ("data[email]", m.Email)));

    /// <summary>Somebody changes their profile, or the team does.</summary>
    public MailchimpMember? EditProfile(string listId, string email, IReadOnlyDictionary<string, string> merge, Actor? by = null) =>
        Change(listId, email, m => m with { Merge = Joined(m.Merge, merge.ToDictionary(f => f.Key, f => (JToken)f.Value)) }, "member.update", by, m => Emit(listId, "profile", by ?? Actor.Person, Profile(m)));

    /// <summary>Somebody changes their address: the same member under a new hash.</summary>
    public MailchimpMember? ChangeEmail(string listId, string email, string newEmail, Actor? by = null) => Locked(() => Renamed(listId, email, newEmail, by ?? Actor.Person));

    /// <summary>The team makes an interest in a group; returns its id.</summary>
    public string AddInterest(string listId, string category, string name) => Locked(() =>
    {
        var made = new MailchimpInterest(SandboxIds.HexOf(listId + category + name, 10), name, SandboxIds.HexOf(listId + category, 10), category);
        _audiences[listId].Interests.Add(made);
        return made.Id;
    });

    /// <summary>The team sets a tag by hand. Webhooks do not tell.</summary>
    public MailchimpMember? Tag(string listId, string email, string tag) => Locked(() =>
        _audiences[listId].Members.GetValueOrDefault(MailchimpMember.HashOf(email)) is { } m ? SetTag(m, tag, true, false, Team) : null);

    /// <summary>The team takes a tag off by hand.</summary>
    public MailchimpMember? Untag(string listId, string email, string tag) => Locked(() =>
        _audiences[listId].Members.GetValueOrDefault(MailchimpMember.HashOf(email)) is { } m ? SetTag(m, tag, false, false, Team) : null);

    internal MailchimpMember Add(MailchimpAudience audience, string email, string status, IReadOnlyDictionary<string, JToken> merge, string source) => Put(new MailchimpMember
    {
        Email = email, ListId = audience.Id, Status = status, Merge = merge, Source = source, UniqueId = SandboxIds.HexOf(audience.Id + MailchimpMember.HashOf(email), 10),
        ContactId = SandboxIds.HexOf("contact " + MailchimpMember.HashOf(email), 32), WebId = _world.Ids.Next("mailchimp.web", 880_001), CreatedAt = _world.Now,
        OptAt = status == "subscribed" ? _world.Now : null, ChangedAt = _world.Now,
    });

    internal MailchimpMember Put(MailchimpMember member, bool changed = true) =>
        _audiences[member.ListId].Members[member.Hash] = changed ? member with { ChangedAt = _world.Now } : member;

    internal MailchimpMember? Renamed(string listId, string email, string newEmail, Actor by)
    {
        var audience = _audiences[listId];
        if (!audience.Members.Remove(MailchimpMember.HashOf(email), out var before))
        {
            return null;
        }

        var after = Put(before with { Email = newEmail, UniqueId = SandboxIds.HexOf(listId + MailchimpMember.HashOf(newEmail), 10) });
        _runs.ForEach(r => r.Hash = r.Hash == before.Hash && r.Flow.ListId == listId ? after.Hash : r.Hash);
        Note("member.email", after.Hash, by, ("old", email), ("new", newEmail));
        Emit(listId, "upemail", by, ("data[list_id]", listId), ("data[new_id]", after.UniqueId), ("data[new_email]", newEmail), ("data[old_email]", before.Email));
        return after;
    }

    internal MailchimpMember SetTag(MailchimpMember member, string tag, bool on, bool syncing, Actor by)
    {
        RunDueLocked();
        member = _audiences[member.ListId].Members[member.Hash];
        if (member.Tags.ContainsKey(tag) == on)
        {
            return member;
        }

        var audience = _audiences[member.ListId];
        audience.Tags.TryAdd(tag, 1_000_000 + audience.WebId + audience.Tags.Count);
        var tags = new Dictionary<string, DateTimeOffset>(member.Tags);
        if (on)
        {
            tags[tag] = _world.Now;
        }
        else
        {
            tags.Remove(tag);
        }

        member = Put(member with { Tags = tags }, TagsMoveLastChanged);
        Note(on ? "member.tag.add" : "member.tag.remove", member.Hash, by, ("tag", tag), ("email", member.Email), ("list", member.ListId));
        if (!on)
        {
            _runs.RemoveAll(r => r.Hash == member.Hash && r.Flow.ListId == member.ListId && r.Flow.Tag == tag);
        }
        else if (!syncing)
        {
            StartFlows(member, f => f.Tag == tag);
        }

        return member;
    }

    internal void AddEvent(MailchimpMember member, string name, JObject properties, DateTimeOffset at, bool syncing, Actor by)
    {
        RunDueLocked();
        member = _audiences[member.ListId].Members[member.Hash];
        member = Put(member with
        {
            Events = [.. member.Events, (at, name, properties)],
            Activity = [.. member.Activity, new MailchimpActivity("event", at, null, new Dictionary<string, string> { ["event_name"] = name })],
        }, changed: false);
        Note("member.event", member.Hash, by, ("name", name), ("email", member.Email), ("properties", properties.ToString(Newtonsoft.Json.Formatting.None)));
        if (!syncing)
        {
            StartFlows(member, f => f.Event == name);
        }
    }

    /// <summary>An API write of profile, status or language; tells the hooks that listen to the API.</summary>
    internal MailchimpMember Written(MailchimpMember? before, MailchimpMember after, Actor by)
    {
        after = Put(after.Status is "subscribed" or "pending" || before?.Status == after.Status ? after : Left(after));
        var verb = before is null ? "member.create" : before.Status != after.Status ? "member.status" : "member.update";
        Note(verb, after.Hash, by, [("email", after.Email), ("status", after.Status), ("list", after.ListId), .. after.Merge.Where(f => before?.Merge.GetValueOrDefault(f.Key)?.ToString() != f.Value.ToString()).Select(f => (f.Key, (string?)f.Value.ToString()))]);
        var (type, more) = after.Status == before?.Status ? ("profile", [])
            : after.Status == "subscribed" ? ("subscribe", [])
            : after.Status == "unsubscribed" ? ("unsubscribe", new (string, string?)[] { ("data[action]", "unsub"), ("data[reason]", "manual") }) : ("", []);
        if (type.Length > 0)
        {
            Emit(after.ListId, type, by, [.. more, .. Profile(after)]);
        }

        return after;
    }

    internal void Remove(MailchimpMember member, bool forGood, Actor by)
    {
        var audience = _audiences[member.ListId];
        _runs.RemoveAll(r => r.Hash == member.Hash && r.Flow.ListId == member.ListId);
        if (forGood)
        {
            audience.Members.Remove(member.Hash);
            audience.Forgotten.Add(member.Hash);
            Note("member.erase", member.Hash, by, ("list", member.ListId));
            return;
        }

        Put(member with { Status = "archived" });
        Note("member.archive", member.Hash, by, ("email", member.Email), ("list", member.ListId));
        Emit(member.ListId, "unsubscribe", by, [("data[action]", "delete"), ("data[reason]", "manual"), .. Profile(member)]);
    }

    private static Dictionary<string, JToken> Joined(IReadOnlyDictionary<string, JToken> before, IReadOnlyDictionary<string, JToken> after)
    {
        var joined = new Dictionary<string, JToken>(before);
        foreach (var (tag, value) in after)
        {
            joined[tag] = value;
        }

        return joined;
    }

    private MailchimpMember Left(MailchimpMember member)
    {
        _runs.RemoveAll(r => r.Hash == member.Hash && r.Flow.ListId == member.ListId);
        return member;
    }

    private MailchimpMember? Change(string listId, string email, Func<MailchimpMember, MailchimpMember> change, string verb, Actor? by, Action<MailchimpMember> tell) => Locked(() =>
    {
        RunDueLocked();
        if (_audiences[listId].Members.GetValueOrDefault(MailchimpMember.HashOf(email)) is not { } before)
        {
            return null;
        }

        var after = Put(change(before));
        Note(verb, after.Hash, by ?? Actor.Person, ("email", email), ("list", listId));
        tell(after);
        return after;
    });
}
