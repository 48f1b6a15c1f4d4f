using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>Actions on an audience. Several tags of one member go in one call, and so does one tag of many members.</summary>
internal static class MailchimpActions
{
    private const string TraceProperty = "hub_action";

    internal static IReadOnlyList<WriteMark> MarksOf(string verb, OutboundAction action) => MailchimpMember.Of(action.Target) is not { } member ? [] : verb switch
    {
        "tag.add" or "tag.remove" when action.Text("tag").Trim().Length > 0 => [MailchimpMember.TagMark(member, action.Text("tag"), verb == "tag.add")],
        "status.set" => [MailchimpMember.StatusMark(member, MailchimpStatus.Of(action))],
        _ => [],
    };

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

        if (verb is "tag.add" or "tag.remove" && Batch(ready) is { Count: >= MailchimpTagBatch.Least } batch)
        {
            var done = await MailchimpTagBatch.DeliverAsync(session, batch, verb == "tag.add", cancellationToken);
            if (done.Count == 0 && verb == "tag.add")
            {
                // The tag is new to the audience: one member makes it, and the others go together.
                var first = ready.Where(action => MailchimpMember.Of(action.Target) == MailchimpMember.Of(batch[0].Target)).ToList();
                verdicts.AddRange(await TagsAsync(session, MailchimpMember.Of(batch[0].Target)!, first, add: true, cancellationToken));
                ready = [.. ready.Except(first)];
                done = Batch(ready) is { Count: >= MailchimpTagBatch.Least } rest ? await MailchimpTagBatch.DeliverAsync(session, rest, add: true, cancellationToken) : done;
            }

            verdicts.AddRange(done.Values);
            ready.RemoveAll(action => done.ContainsKey(action.Key));
        }

        foreach (var group in ready.GroupBy(action => MailchimpMember.Of(action.Target)!, StringComparer.Ordinal))
        {
            switch (verb)
            {
                case "tag.add" or "tag.remove":
                    verdicts.AddRange(await TagsAsync(session, group.Key, [.. group], verb == "tag.add", cancellationToken));
                    break;
                case "field.set":
                    verdicts.AddRange(await FieldsAsync(session, group.Key, [.. group], cancellationToken));
                    break;
                case "interest.add" or "interest.remove":
                    verdicts.AddRange(await MailchimpInterests.SetAsync(session, group.Key, [.. group], verb == "interest.add", cancellationToken));
                    break;
                default:
                    foreach (var action in group)
                    {
                        verdicts.Add(await (verb switch
                        {
                            "member.upsert" => UpsertAsync(session, group.Key, action, cancellationToken),
                            "event.send" => EventAsync(session, group.Key, action, cancellationToken),
                            "status.set" => MailchimpStatus.SetAsync(session, group.Key, action, cancellationToken),
                            "note.create" => MailchimpOnce.NoteAsync(session, group.Key, action, cancellationToken),
                            "journey.trigger" => MailchimpOnce.TriggerAsync(session, group.Key, action, cancellationToken),
                            _ => MailchimpRemoval.RemoveAsync(session, group.Key, action, verb == "member.erase", cancellationToken),
                        }));
                    }

                    break;
            }
        }

        return verdicts;
    }

    // All of one tag, each a member of its own with an address.
    private static List<OutboundAction> Batch(List<OutboundAction> actions) =>
        [.. actions.Where(a => a.Target.Email is not null).GroupBy(a => a.Text("tag").Trim(), StringComparer.OrdinalIgnoreCase).OrderByDescending(tag => tag.Count()).FirstOrDefault() ?? Enumerable.Empty<OutboundAction>()];

    private static string? Refusal(string verb, OutboundAction action)
    {
        var info = MailchimpSettings.Info.Actions.FirstOrDefault(known => known.Verb == verb);
        if (info is null)
        {
            return $"Mailchimp has no action {verb}.";
        }

        return info.Refusal(action) is { } refusal ? refusal
            : verb == "event.send" && action.Text("name").Trim().Length < 2 ? "An event's name has at least two characters."
            : verb is "member.upsert" or "journey.trigger" && action.Target.Email is null ? "The contact has no address."
            : verb == "journey.trigger" && !(action.Text("journey").Trim() + action.Text("step").Trim()).All(char.IsAsciiDigit)
                ? "Journey and step are numbers; Mailchimp shows them in the address of the step \"API trigger\"."
            : MailchimpMember.Of(action.Target) is null ? "The contact has no record in this audience and no address."
            : null;
    }

    private static async Task<IEnumerable<ActionVerdict>> TagsAsync(VendorSession session, string member, List<OutboundAction> actions, bool add, CancellationToken cancellationToken)
    {
        var tags = actions.Select(action => action.Text("tag").Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Select(tag => new MailchimpTag(tag, add ? "active" : "inactive")).ToList();
        using var recorded = ExchangeRecorder.Begin();
        var answer = await MailchimpAnswer.SendAsync(session, (api, authorization) =>
            api.SetTags(session.Connection.Thing, member, authorization, new(tags), repeatable: true, cancellationToken));
        return actions.Select(action => answer.Failure is { } failure
            ? Failed(action, failure, recorded.Exchange)
            : new ActionVerdict(action.Key, ActionOutcome.Done, $"The member {(add ? "has" : "no longer has")} the tag \"{action.Text("tag").Trim()}\".", null, recorded.Exchange, member)).ToList();
    }

    private static async Task<IEnumerable<ActionVerdict>> FieldsAsync(VendorSession session, string member, List<OutboundAction> actions, CancellationToken cancellationToken)
    {
        // The last of several values for one field wins, as it would one by one.
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var action in actions)
        {
            fields[Field(action)] = action.Text("value");
        }

        using var recorded = ExchangeRecorder.Begin();
        var answer = await MailchimpAnswer.SendAsync(session, (api, authorization) =>
            api.Patch(session.Connection.Thing, member, authorization, new() { MergeFields = fields }, repeatable: true, cancellationToken));
        return actions.Select(action => answer.Failure is { } failure ? Failed(action, failure, recorded.Exchange) : JudgeField(action, fields, answer.Value, member, recorded.Exchange)).ToList();
    }

    /// <summary>Mailchimp answers 200 and drops fields that the audience lacks: the member in the answer is the proof.</summary>
    private static ActionVerdict JudgeField(OutboundAction action, Dictionary<string, string> sent, JsonElement answer, string member, VendorExchange? exchange)
    {
        var field = Field(action);
        var fields = answer.Get("merge_fields");
        if (fields.ValueKind is not JsonValueKind.Object || !fields.TryGetProperty(field, out var value))
        {
            return new(action.Key, ActionOutcome.Rejected, $"The audience has no merge field {field}: create it under Audience, Settings, Audience fields.", null, exchange);
        }

        var shown = value.Text() ?? value.Amount()?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
        return string.Equals(shown, sent[field].Trim(), StringComparison.Ordinal) || (decimal.TryParse(sent[field], System.Globalization.CultureInfo.InvariantCulture, out var number) && value.Amount() == number)
            ? new(action.Key, ActionOutcome.Done, $"The field {field} has the value.", null, exchange, member)
            : new(action.Key, ActionOutcome.Ignored, $"Mailchimp answered well and the field {field} shows \"{FailureTable.Cut(shown)}\".", null, exchange, member);
    }

    private static async Task<ActionVerdict> UpsertAsync(VendorSession session, string member, OutboundAction action, CancellationToken cancellationToken)
    {
        var email = action.Target.Email!;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Put(fields, "FNAME", action.Text("firstName") is { Length: > 0 } first ? first : action.Target.FirstName);
        Put(fields, "LNAME", action.Text("lastName") is { Length: > 0 } last ? last : action.Target.LastName);
        var status = action.Text("consent") == "proven" ? "subscribed" : "transactional";
        using var recorded = ExchangeRecorder.Begin();
        var answer = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.Put(
            session.Connection.Thing, MailchimpMember.Hash(email), authorization, new(email, status, fields.Count > 0 ? fields : null), repeatable: true, cancellationToken));
        return answer.Failure is { } failure
            ? Failed(action, failure, recorded.Exchange)
            : new(action.Key, ActionOutcome.Done, $"The audience has the member, {answer.Value.Text("status") ?? "status not told"}.", null, recorded.Exchange, answer.Value.Text("id") ?? member);
    }

    private static async Task<ActionVerdict> EventAsync(VendorSession session, string member, OutboundAction action, CancellationToken cancellationToken)
    {
        var name = action.Text("name").Trim();
        using var recorded = ExchangeRecorder.Begin();
        if (action.Attempt > 1)
        {
            var events = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetEvents(session.Connection.Thing, member, authorization, 100, cancellationToken));
            if (events.Failure is { } unread)
            {
                return Failed(action, unread, recorded.Exchange);
            }

            if (events.Value.Get("events").Items().Any(sent => sent.Get("properties").Text(TraceProperty) == action.Key))
            {
                return new(action.Key, ActionOutcome.Done, $"The event {name} had already arrived.", null, recorded.Exchange, member);
            }
        }

        var properties = action.Arguments.Where(pair => pair.Key != "name" && pair.Value.HasContent).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        properties[TraceProperty] = action.Key;
        var answer = await MailchimpAnswer.SendAsync(
            session, (api, authorization) => api.AddEvent(session.Connection.Thing, member, authorization, new(name, properties), cancellationToken), unrepeatable: true);
        return answer.Failure is { } failure
            ? Failed(action, OnceOnly.Unsure(failure), recorded.Exchange)
            : new(action.Key, ActionOutcome.Done, $"The event {name} was taken.", null, recorded.Exchange, member);
    }

    /// <summary>The verdict when the call failed; a member who is not there is refused.</summary>
    internal static ActionVerdict Failed(OutboundAction action, VendorFailure failure, VendorExchange? exchange) => failure.Kind is FailureKind.NotFound
        ? new(action.Key, ActionOutcome.Rejected, "The audience has no such member. " + failure.Message, null, exchange)
        : Verdicts.Of(action.Key, failure, exchange);

    private static string Field(OutboundAction action) => action.Text("field").Trim().ToUpperInvariant();

    private static void Put(Dictionary<string, string> fields, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            fields[name] = value;
        }
    }
}
