using System.Globalization;
using System.Net;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>Writes to HubSpot: contact properties in batches, everything else one by one.</summary>
internal static class HubSpotActions
{
    private const int Batch = 100;
    private const int NoteToContact = 202;
    private const int TaskToContact = 204;

    /// <summary>What HubSpot will show when the action is done.</summary>
    internal static IReadOnlyList<WriteMark> MarksOf(string verb, OutboundAction action)
    {
        if (action.Target.ObjectId is not { Length: > 0 } id || verb is not ("property.set" or "tag.add" or "tag.remove" or "email.unsubscribe"))
        {
            return [];
        }

        if (verb == "email.unsubscribe")
        {
            return action.Text("subscription").Trim().Length > 0 ? [] : [new("contact:" + id, "property:hs_email_optout", "true")];
        }

        if (verb is "tag.add" or "tag.remove")
        {
            return [new("contact:" + id, "tag:" + action.Text("tag").Trim(), verb == "tag.add" ? "on" : "off")];
        }

        var (property, value) = (action.Text("property"), action.Text("value"));
        return property == HubSpotSettings.TagProperty && value.StartsWith(';')
            ? [.. HubSpotProperties.Choices(value).Select(tag => new WriteMark("contact:" + id, "tag:" + tag, "on"))]
            : [new("contact:" + id, "property:" + property, HubSpotProperties.Canonical(property, value))];
    }

    /// <summary>Carries out actions of one verb.</summary>
    internal static async Task<IReadOnlyList<ActionVerdict>> DeliverAsync(
        VendorSession session, string verb, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken)
    {
        var verdicts = new List<ActionVerdict>(actions.Count);
        var ready = new List<OutboundAction>(actions.Count);
        foreach (var action in actions)
        {
            if (Refusal(verb, action) is { } refusal)
            {
                verdicts.Add(new(action.Key, ActionOutcome.Rejected, refusal));
            }
            else
            {
                ready.Add(action);
            }
        }

        switch (verb)
        {
            case "property.set":
                return [.. verdicts, .. await SetAllAsync(session, ready, cancellationToken)];
            case "tag.add" or "tag.remove":
                return [.. verdicts, .. await HubSpotTags.DeliverAsync(session, verb == "tag.add", ready, cancellationToken)];
            case "list.add" or "list.remove":
                return [.. verdicts, .. await HubSpotMemberships.DeliverAsync(session, verb == "list.add", ready, cancellationToken)];
        }

        foreach (var action in ready)
        {
            verdicts.Add(await (verb switch
            {
                "deal.move" => HubSpotDeals.MoveAsync(session, action, cancellationToken),
                "email.unsubscribe" or "email.subscribe" => HubSpotConsent.SetAsync(session, action, verb == "email.subscribe", cancellationToken),
                "contact.erase" => HubSpotErasure.EraseAsync(session, action, cancellationToken),
                _ => CreateAsync(session, verb switch { "note.create" => "notes", "deal.create" => "deals", _ => "tasks" }, action, cancellationToken),
            }));
        }

        return verdicts;
    }

    /// <summary>Writes one property of each contact, a hundred a call. One record stands once in a call: a second property of the same contact goes in the next one.</summary>
    internal static async Task<IReadOnlyList<ActionVerdict>> SetAllAsync(VendorSession session, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken)
    {
        var (verdicts, ready) = (new List<ActionVerdict>(actions.Count), actions.ToList());
        while (ready.Count > 0)
        {
            var chunk = ready.DistinctBy(a => a.Target.ObjectId).Take(Batch).ToList();
            ready = [.. ready.Except(chunk)];
            verdicts.AddRange(await SetAsync(session, chunk, cancellationToken));
        }

        return verdicts;
    }

    private static string? Refusal(string verb, OutboundAction action)
    {
        if (action.Target.ObjectId is { Length: > 0 } id ? !id.All(char.IsAsciiDigit) : verb is not ("task.create" or "deal.create" or "deal.move" or "email.unsubscribe" or "email.subscribe") && !(verb == "contact.erase" && action.Target.Email is not null))
        {
            return "HubSpot has no record of this contact, and no address is known to look for. Add an e-mail address to the contact there.";
        }

        return verb switch
        {
            "property.set" when action.Text("property").Trim().Length == 0 => "The action names no property.",
            "note.create" when action.Text("body").Trim().Length == 0 => "The note has no text.",
            "note.create" when action.Text("body").Length > HubSpotConnector.BodyLength => $"The note is longer than {HubSpotConnector.BodyLength} characters.",
            "task.create" when action.Text("subject").Trim().Length == 0 => "The task has no subject.",
            "tag.add" or "tag.remove" => HubSpotTags.Refusal(action),
            "list.add" or "list.remove" => HubSpotMemberships.Refusal(action),
            "deal.create" or "deal.move" => HubSpotDeals.Refusal(verb, action),
            "email.unsubscribe" or "email.subscribe" => HubSpotConsent.Refusal(verb, action),
            "property.set" or "note.create" or "task.create" or "contact.erase" => null,
            _ => $"HubSpot has no action {verb}.",
        };
    }

    private static async Task<List<ActionVerdict>> SetAsync(VendorSession session, List<OutboundAction> actions, CancellationToken cancellationToken)
    {
        var inputs = new JObject
        {
            ["inputs"] = new JArray(actions.Select(a => new JObject
            {
                ["id"] = a.Target.ObjectId,
                ["objectWriteTraceId"] = a.Key,
                ["properties"] = new JObject { [a.Text("property")] = a.Text("value") },
            })),
        };
        using var recorded = ExchangeRecorder.Begin();
        var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.Batch(token, "contacts", "update", inputs, true, cancellationToken), cancellationToken);
        var exchange = recorded.Exchange;
        if (answer.Failure is { } failure)
        {
            if (actions.Count == 1 || failure.Status != (int)HttpStatusCode.BadRequest)
            {
                return [.. actions.Select(a => Verdicts.Of(a.Key, failure, exchange))];
            }

            // One input that HubSpot will not take spoils the whole call: each alone tells which.
            var alone = new List<ActionVerdict>();
            foreach (var action in actions)
            {
                alone.AddRange(await SetAsync(session, [action], cancellationToken));
            }

            return alone;
        }

        var results = HubSpotAnswer.Items(answer.Value, "results").ToList();
        var errors = HubSpotAnswer.Items(answer.Value, "errors").ToList();
        var verdicts = new List<ActionVerdict>();
        foreach (var action in actions)
        {
            var error = errors.Find(e => Names(e, "objectWriteTraceId", action.Key) || Names(e, "ids", action.Target.ObjectId!) || Names(e, "id", action.Target.ObjectId!));
            var result = results.Find(r => HubSpotAnswer.Text(r, "objectWriteTraceId") == action.Key) ?? results.Find(r => HubSpotAnswer.Text(r, "id") == action.Target.ObjectId);
            verdicts.Add(error is not null
                ? new(action.Key, ActionOutcome.Rejected, FailureTable.Cut("HubSpot refused: " + HubSpotAnswer.Text(error, "message")), null, exchange)
                : result is null
                    ? new(action.Key, ActionOutcome.Retry, "HubSpot answered without a word about this contact.", null, exchange)
                    : await JudgeAsync(session, action, result, exchange, cancellationToken));
        }

        return verdicts;
    }

    private static bool Names(JObject error, string field, string value) =>
        HubSpotAnswer.Get(error["context"], field) is { } token && (token is JArray list ? list : new JArray(token)).Any(t => t.ToString() == value);

    private static async Task<ActionVerdict> JudgeAsync(VendorSession session, OutboundAction action, JObject result, VendorExchange? exchange, CancellationToken cancellationToken)
    {
        var (property, wished) = (action.Text("property"), action.Text("value"));
        var shown = HubSpotAnswer.Get(result["properties"], property);
        if (shown is null || property == "lifecyclestage")
        {
            var read = await HubSpotAnswer.Send(session, false, (api, token) => api.Get(token, "contacts", action.Target.ObjectId!, property, "", cancellationToken), cancellationToken);
            if (read.Failure is { } failure)
            {
                return new(action.Key, ActionOutcome.Retry, "Written, but not read back yet: " + failure.Message, failure.RetryAfter, exchange);
            }

            shown = HubSpotAnswer.Get(read.Value!["properties"], property);
        }

        var now = shown is JValue { Value: { } value } ? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "" : "";
        var there = wished.StartsWith(';')
            ? !HubSpotProperties.Choices(wished).Except(HubSpotProperties.Choices(now)).Any()
            : HubSpotProperties.Canonical(property, now) == HubSpotProperties.Canonical(property, wished);
        return there
            ? new(action.Key, ActionOutcome.Done, $"HubSpot has {property} = \"{FailureTable.Cut(now)}\".", null, exchange, action.Target.ObjectId)
            : new(action.Key, ActionOutcome.Ignored, FailureTable.Cut($"HubSpot took the call and keeps {property} = \"{now}\"."), null, exchange, action.Target.ObjectId);
    }

    private static async Task<ActionVerdict> CreateAsync(VendorSession session, string type, OutboundAction action, CancellationToken cancellationToken)
    {
        using var recorded = ExchangeRecorder.Begin();
        if (action.Attempt > 1)
        {
            // A try before this one may have arrived. Reading the contact's own notes or tasks is not delayed as search is.
            var (found, failure) = await FindAsync(session, type, action, cancellationToken);
            if (failure is not null)
            {
                return OnceOnly.NotLookedFor(action.Key, failure, recorded.Exchange);
            }

            if (found is not null)
            {
                return new(action.Key, ActionOutcome.Done, "It was already there.", null, recorded.Exchange, found);
            }
        }

        var answer = await HubSpotAnswer.Send(session, true, (api, token) => api.Create(token, type, Record(session, type, action), cancellationToken), cancellationToken);
        var exchange = recorded.Exchange;
        if (answer.Failure is null)
        {
            return HubSpotAnswer.Text(answer.Value, "id") is { Length: > 0 } id
                ? new(action.Key, ActionOutcome.Done, type == "notes" ? "The note is at the contact." : type == "deals" ? "The deal is there." : action.Target.ObjectId is null ? "The task is there; HubSpot does not know this person, so it stands by itself." : "The task is at the contact.", null, exchange, id)
                : new(action.Key, ActionOutcome.Uncertain, "HubSpot answered without an id.", null, exchange);
        }

        return Verdicts.Of(action.Key, OnceOnly.Unsure(answer.Failure), exchange);
    }

    private static async Task<(string? Found, VendorFailure? Failure)> FindAsync(VendorSession session, string type, OutboundAction action, CancellationToken cancellationToken)
    {
        if (action.Target.ObjectId is not { Length: > 0 } owner)
        {
            return (null, new VendorFailure(FailureKind.Uncertain, "it stands by itself, and HubSpot's search is too slow to prove that it is not there"));
        }

        var contact = new JObject { ["inputs"] = new JArray(new JObject { ["id"] = owner }) };
        var linked = await HubSpotAnswer.Send(session, false, (api, token) => api.Associations(token, "contacts", type, contact, true, cancellationToken), cancellationToken);
        if (linked.Failure is { } failure)
        {
            return (null, failure);
        }

        var body = type switch { "notes" => "hs_note_body", "deals" => HubSpotDeals.MarkProperty, _ => "hs_task_body" };
        var ids = HubSpotAnswer.Items(linked.Value, "results").SelectMany(r => HubSpotAnswer.Items(r, "to")).Select(t => HubSpotAnswer.Text(t, "toObjectId") is { Length: > 0 } id ? id : HubSpotAnswer.Text(t, "id"));
        foreach (var chunk in ids.Where(id => id.Length > 0).Chunk(Batch))
        {
            var inputs = new JObject { ["inputs"] = new JArray(chunk.Select(id => new JObject { ["id"] = id })), ["properties"] = new JArray(body) };
            var read = await HubSpotAnswer.Send(session, false, (api, token) => api.Batch(token, type, "read", inputs, true, cancellationToken), cancellationToken);
            if (read.Failure is { } unread)
            {
                return (null, unread);
            }

            var ours = HubSpotAnswer.Items(read.Value, "results").FirstOrDefault(r => HubSpotAnswer.Text(r["properties"], body).Contains(OnceOnly.MarkOf(action.Key), StringComparison.Ordinal));
            if (ours is not null)
            {
                return (HubSpotAnswer.Text(ours, "id"), null);
            }
        }

        return (null, null);
    }

    private static JObject Record(VendorSession session, string type, OutboundAction action)
    {
        if (type == "deals")
        {
            return HubSpotDeals.Record(session, action);
        }

        var marker = "<p>" + OnceOnly.MarkOf(action.Key) + "</p>";
        var text = "<p>" + WebUtility.HtmlEncode(action.Text("body")).ReplaceLineEndings("<br>") + "</p>" + marker;
        var due = action.Arguments.GetValueOrDefault("due").Time ?? HubSpotModel.ParseTime(action.Text("due")) ?? session.Time.GetUtcNow();
        var properties = type == "notes"
            ? new JObject { ["hs_timestamp"] = Ms(session.Time.GetUtcNow()), ["hs_note_body"] = text }
            : new JObject
            {
                ["hs_timestamp"] = Ms(due), ["hs_task_subject"] = action.Text("subject"), ["hs_task_body"] = text, ["hs_task_status"] = "NOT_STARTED", ["hs_task_type"] = "TODO",
            };
        if (action.Text("owner") is { Length: > 0 } owner && owner.All(char.IsAsciiDigit))
        {
            properties["hubspot_owner_id"] = owner;
        }

        var record = new JObject { ["properties"] = properties };
        if (action.Target.ObjectId is { Length: > 0 } contact)
        {
            record["associations"] = new JArray(new JObject
            {
                ["to"] = new JObject { ["id"] = contact },
                ["types"] = new JArray(new JObject { ["associationCategory"] = "HUBSPOT_DEFINED", ["associationTypeId"] = type == "notes" ? NoteToContact : TaskToContact }),
            });
        }

        return record;
    }

    private static string Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
