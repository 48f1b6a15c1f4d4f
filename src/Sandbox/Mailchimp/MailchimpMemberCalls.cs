using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>The calls on members: read, poll, upsert, tags, events, notes, activity.</summary>
internal static class MailchimpMemberCalls
{
    private const string One = "lists/{list}/members/{member}";
    private static readonly string[] _writable = ["subscribed", "unsubscribed", "cleaned", "pending", "transactional"];

    public static void Add(MailchimpApi api)
    {
        api.Add("GET", "lists/{list}/members", Poll);
        api.Add("POST", "lists/{list}/members", c => c.Audience.Members.GetValueOrDefault(MailchimpMember.HashOf((string?)c.Json["email_address"] ?? "")) is { Status: not "archived" } known
            ? throw new MailchimpProblemException(400, "Member Exists", $"{known.Email} is already a list member. Use PUT to insert or update list members.") : Write(c, null, true));
        api.Add("GET", One, c => (200, Json(c.MemberOrThrow, c.Audience)));
        api.Add("PUT", One, c => Write(c, c.Member, true));
        api.Add("PATCH", One, c => Write(c, c.MemberOrThrow, false));
        api.Add("DELETE", One, c =>
        {
            if (c.MemberOrThrow.Status is "archived" or "cleaned" or "pending")
            {
                throw new MailchimpProblemException(405, "Method Not Allowed", "This list member cannot be removed. Please contact support.");
            }

            c.Account.Remove(c.MemberOrThrow, false, c.By);
            return (204, null);
        });
        api.Add("POST", One + "/actions/delete-permanent", c =>
        {
            c.Account.Remove(c.MemberOrThrow, true, c.By);
            return (204, null);
        });
        api.Add("GET", One + "/tags", c => (200, c.Page("tags", c.MemberOrThrow.Tags, t => new JObject { ["id"] = c.Audience.Tags[t.Key], ["name"] = t.Key, ["date_added"] = At(t.Value) })));
        api.Add("POST", One + "/tags", Tag);
        api.Add("GET", One + "/events", c => (200, c.Page("events", c.MemberOrThrow.Events, e => new JObject { ["occurred_at"] = At(e.At), ["name"] = e.Name, ["properties"] = e.Properties })));
        api.Add("POST", One + "/events", Event);
        api.Add("POST", One + "/notes", Note);
        api.Add("GET", One + "/notes", c => (200, c.Page("notes", c.MemberOrThrow.Notes.Reverse(), n => NoteOf(c.MemberOrThrow, n), ("email_id", c.MemberOrThrow.Hash), ("list_id", c.Audience.Id))));
        api.Add("GET", One + "/activity-feed", Feed);
        api.Add("GET", "search-members", c => (200, Search(c)));
        MailchimpBulkCalls.Add(api);
    }

    public static string At(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);

    /// <summary>Inserts or updates one member from a body in the shape of the member calls.</summary>
    public static (int, JToken?) Write(MailchimpCall call, MailchimpMember? before, bool mayCreate)
    {
        var (body, audience) = (call.Json, call.Audience);
        var email = (string?)body["email_address"] ?? before?.Email ?? "";
        if (mayCreate && (email.IndexOf('@', StringComparison.Ordinal) < 1 || email.EndsWith('@')))
        {
            throw MailchimpProblemException.Invalid("Please provide a valid email address.");
        }

        var archived = before?.Status == "archived";
        var status = (string?)body["status"] ?? (before is null || archived ? (string?)body["status_if_new"] : before.Status);
        if (status is null)
        {
            throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", ("status", "Data did not match any of the schemas described in anyOf."));
        }

        if (!_writable.Contains(status) && !archived)
        {
            throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", ("status", $"\"{status}\" is not a valid choice"));
        }

        if (before is null && audience.Forgotten.Contains(MailchimpMember.HashOf(email)))
        {
            throw new MailchimpProblemException(400, "Forgotten Email Not Subscribed", $"{email} was permanently deleted and cannot be re-imported. The contact must re-subscribe to get back on the list.");
        }

        if (before is { InComplianceState: true } && status is "subscribed" && before.Status != "subscribed")
        {
            throw new MailchimpProblemException(400, "Member In Compliance State", $"{email} is in a compliance state due to unsubscribe, bounce, or compliance review and cannot be subscribed.");
        }

        var (merge, interests) = (Merge(call, before), MailchimpInterestCalls.After(call, before));
        var member = before ?? call.Account.Add(audience, email, status, merge, "API - Generic");
        if (before is not null && MailchimpMember.HashOf(email) != before.Hash)
        {
            member = call.Account.Renamed(audience.Id, before.Email, email, call.By)!;
        }

        member = call.Account.Written(archived ? null : before, member with
        {
            Status = status, Merge = merge, Language = (string?)body["language"] ?? member.Language, Vip = (bool?)body["vip"] ?? member.Vip,
            OptAt = status == "subscribed" ? member.OptAt ?? call.Account.World.Now : member.OptAt, Interests = interests,
        }, call.By);
        if (call.Path.ContainsKey("member") is false)
        {
            foreach (var tag in body["tags"] as JArray ?? [])
            {
                member = call.Account.SetTag(member, (string?)tag ?? "", true, false, call.By);
            }
        }

        return (200, Json(call.Audience.Members[member.Hash], audience));
    }

    public static JObject Json(MailchimpMember m, MailchimpAudience audience)
    {
        var fields = new JObject();
        foreach (var field in audience.MergeFields)
        {
            // A missing value is an empty text, not null.
            fields[field.Tag] = m.Merge.GetValueOrDefault(field.Tag) ?? "";
        }

        return new JObject
        {
            ["id"] = m.Hash, ["email_address"] = m.Email, ["unique_email_id"] = m.UniqueId, ["contact_id"] = m.ContactId, ["full_name"] = $"{m.Merge.GetValueOrDefault("FNAME")} {m.Merge.GetValueOrDefault("LNAME")}".Trim(),
            ["web_id"] = m.WebId, ["email_type"] = "html", ["status"] = m.Status, ["unsubscribe_reason"] = m.UnsubscribeReason ?? "", ["consents_to_one_to_one_messaging"] = true,
            ["sms_phone_number"] = "", ["sms_subscription_status"] = "", ["merge_fields"] = fields, ["interests"] = MailchimpInterestCalls.Json(m, audience),
            ["stats"] = new JObject { ["avg_open_rate"] = Rate(m, "open"), ["avg_click_rate"] = Rate(m, "click") }, ["ip_signup"] = "", ["timestamp_signup"] = At(m.CreatedAt), ["ip_opt"] = "203.0.113.7",
            ["timestamp_opt"] = m.OptAt is { } opt ? At(opt) : "", ["member_rating"] = 2, ["last_changed"] = At(m.ChangedAt), ["language"] = m.Language, ["vip"] = m.Vip, ["email_client"] = "",
            ["location"] = new JObject { ["latitude"] = 0, ["longitude"] = 0, ["gmtoff"] = 0, ["dstoff"] = 0, ["country_code"] = "", ["timezone"] = "", ["region"] = "" },
            ["marketing_permissions"] = new JArray(), ["last_note"] = m.Note is null ? new JObject() : new JObject { ["note"] = m.Note }, ["source"] = m.Source, ["tags_count"] = m.Tags.Count,
            ["tags"] = new JArray(m.Tags.Select(t => new JObject { ["id"] = audience.Tags[t.Key], ["name"] = t.Key })), ["list_id"] = m.ListId,
            ["_links"] = new JArray(new JObject { ["rel"] = "self", ["href"] = $"https://us19.api.mailchimp.com/3.0/lists/{m.ListId}/members/{m.Hash}", ["method"] = "GET" }),
        };
    }

    /// <summary>The merge fields after the write. Unknown tags are dropped without a word; a value that does not fit its type is refused.</summary>
    private static Dictionary<string, JToken> Merge(MailchimpCall call, MailchimpMember? before)
    {
        var given = call.Json["merge_fields"] as JObject ?? [];
        var merge = before?.Merge.ToDictionary() ?? [];
        foreach (var field in call.Audience.MergeFields)
        {
            if (given[field.Tag] is { Type: not JTokenType.Null } value)
            {
                var text = value.ToString();
                if (field.Type == "number" && text.Length > 0 && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _))
                {
                    throw MailchimpProblemException.Invalid("Your merge fields were invalid.", (field.Tag, "Please enter a number"));
                }

                if (field.Type == "date" && text.Length > 0 && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
                {
                    throw MailchimpProblemException.Invalid("Your merge fields were invalid.", (field.Tag, "Please enter a date"));
                }

                merge[field.Tag] = value is JObject ? value : text;
            }
            else if (field.Required && !merge.ContainsKey(field.Tag) && !call.Flag("skip_merge_validation"))
            {
                throw MailchimpProblemException.Invalid("Your merge fields were invalid.", (field.Tag, "Please enter a value"));
            }
        }

        return merge;
    }

    private static (int, JToken?) Poll(MailchimpCall call)
    {
        var (since, before, status) = (call.Time("since_last_changed"), call.Time("before_last_changed"), call.Query.GetValueOrDefault("status"));
        var (optSince, optBefore) = (call.Time("since_timestamp_opt"), call.Time("before_timestamp_opt"));
        var found = call.Audience.Members.Values.Where(m =>
            (since is null || m.ChangedAt.ToUnixTimeSeconds() >= since.Value.ToUnixTimeSeconds()) && (before is null || m.ChangedAt < before) && (status is null ? m.Status != "archived" : m.Status == status)
            && (optSince is null || m.OptAt >= optSince) && (optBefore is null || m.OptAt < optBefore)
            && (call.Query.GetValueOrDefault("unique_email_id") is not { } id || m.UniqueId == id));
        Func<MailchimpMember, DateTimeOffset?> sort = call.Query.GetValueOrDefault("sort_field") switch
        {
            "last_changed" => m => m.ChangedAt,
            "timestamp_signup" => m => m.CreatedAt,
            "timestamp_opt" => m => m.OptAt,
            _ => _ => null,
        };
        found = call.Query.GetValueOrDefault("sort_dir") == "DESC" ? found.OrderByDescending(sort) : found.OrderBy(sort);
        return (200, call.Page("members", found, m => Json(m, call.Audience), ("list_id", call.Audience.Id)));
    }

    private static (int, JToken?) Tag(MailchimpCall call)
    {
        var member = call.MemberOrThrow;
        foreach (var tag in call.Json["tags"] as JArray ?? throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", ("tags", "Required fields were not provided: tags")))
        {
            var (name, status) = ((string?)tag["name"], (string?)tag["status"]);
            if (string.IsNullOrWhiteSpace(name) || status is not ("active" or "inactive"))
            {
                throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", ("tags", "A tag needs a name and the status active or inactive"));
            }

            member = call.Account.SetTag(member, name, status == "active", (bool?)call.Json["is_syncing"] ?? false, call.By);
        }

        return (204, null);
    }

    private static (int, JToken?) Event(MailchimpCall call)
    {
        var member = call.MemberOrThrow;
        var name = (string?)call.Json["name"] ?? "";
        if (name.Length is < 2 or > 30)
        {
            throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", ("name", "This value is too short or too long. It should have 2 to 30 characters."));
        }

        var properties = call.Json["properties"] as JObject ?? [];
        if (properties.Properties().FirstOrDefault(p => p.Value.Type != JTokenType.String) is { } wrong)
        {
            throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", ("properties." + wrong.Name, "Schema describes string"));
        }

        var at = DateTimeOffset.TryParse((string?)call.Json["occurred_at"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var said) ? said : call.Account.World.Now;
        call.Account.AddEvent(member, name, properties, at, (bool?)call.Json["is_syncing"] ?? false, call.By);
        return (204, null);
    }

    private static (int, JToken?) Note(MailchimpCall call)
    {
        var text = (string?)call.Json["note"] ?? "";
        if (text.Length > 1000)
        {
            throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", ("note", "This value is too long. It should have 1000 characters or less."));
        }

        var note = (call.Account.World.Ids.Next("mailchimp.note", 1), text, call.Account.World.Now);
        var member = call.Account.Put(call.MemberOrThrow with
        {
            Notes = [.. call.MemberOrThrow.Notes, note],
            Activity = [.. call.MemberOrThrow.Activity, new MailchimpActivity("note", call.Account.World.Now, null, new Dictionary<string, string> { ["note_text"] = text })],
        });
        call.Account.Note("member.note", member.Hash, call.By, ("note", text));
        return (200, NoteOf(member, note));
    }

    private static JObject NoteOf(MailchimpMember member, (long Id, string Text, DateTimeOffset At) note) => new()
    {
        ["id"] = note.Id, ["created_at"] = At(note.At), ["updated_at"] = At(note.At), ["created_by"] = "Integration", ["note"] = note.Text, ["list_id"] = member.ListId, ["email_id"] = member.Hash,
    };

    private static (int, JToken?) Feed(MailchimpCall call)
    {
        var wanted = call.Query.GetValueOrDefault("activity_filters")?.Split(',');
        var member = call.MemberOrThrow;
        var campaigns = call.Account.AllCampaigns().ToDictionary(c => c.Id);
        return (200, call.Page("activity", member.Activity.Where(a => wanted is null || wanted.Contains(a.Type)).Reverse(), a =>
        {
            var entry = new JObject { ["activity_type"] = a.Type, ["created_at_timestamp"] = At(a.At) };
            if (a.CampaignId is { } id)
            {
                entry["campaign_id"] = id;
                entry["campaign_title"] = campaigns.GetValueOrDefault(id)?.Title;
            }

            foreach (var (name, value) in a.Values)
            {
                entry[name] = value is "true" or "false" ? value == "true" : value;
            }

            return entry;
        }, ("email_id", member.Hash), ("list_id", member.ListId)));
    }

    private static JObject Search(MailchimpCall call)
    {
        var text = call.Query.GetValueOrDefault("query") ?? "";
        var audiences = call.Account.AllAudiences().Where(a => call.Query.GetValueOrDefault("list_id") is not { } only || a.Id == only);
        var exact = audiences.SelectMany(a => a.Members.Values.Where(m => m.Email.Equals(text, StringComparison.OrdinalIgnoreCase)).Select(m => Json(m, a))).ToList();
        var full = audiences.SelectMany(a => a.Members.Values.Where(m => m.Email.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(m => Json(m, a))).ToList();
        return new JObject
        {
            ["exact_matches"] = new JObject { ["members"] = new JArray(exact), ["total_items"] = exact.Count }, ["full_search"] = new JObject { ["members"] = new JArray(full), ["total_items"] = full.Count },
        };
    }

    private static decimal Rate(MailchimpMember m, string type)
    {
        var sent = m.Activity.Count(a => a.Type == "sent");
        return sent == 0 ? 0 : Math.Round((decimal)m.Activity.Where(a => a.Type == type).Select(a => a.CampaignId).Distinct().Count() / sent, 4);
    }
}
