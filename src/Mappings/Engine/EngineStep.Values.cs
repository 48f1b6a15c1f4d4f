using System.Collections.Immutable;
using DotLiquid;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Engine;

// What a field or a text refers to.
internal sealed partial class EngineStep
{
    private Value Look(string path, JourneyEvent e, Run? run)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var (root, name) = (path[..Math.Max(dot, 0)], path[(dot + 1)..]);
        return root switch
        {
            "event" => OfEvent(name, e),
            "contact" => OfContact(name),
            "client" => Value.Of(name switch { "id" => client.Id, "name" => client.Name, "timeZone" => client.TimeZone, "currency" => client.Currency, "locale" => client.Locale, _ => null }),
            "run" => name == "startedAt" ? (run is null ? Value.None : Value.Of(run.StartedAt)) : Value.Of(name switch { "key" => run?.RunKey ?? e.Key, "id" => run?.Id, _ => null }),
            _ => Value.None,
        };
    }

    // Money in another currency than the client's is left out of comparisons: the value is then none.
    private Value OfEvent(string name, JourneyEvent e)
    {
        if (name is "value" or "amount" && e.Money is { } money)
        {
            return money.Currency == client.Currency ? Value.Of(money.Amount) : Value.None;
        }

        if (e.Property(name) is { Kind: not ValueKind.None } own)
        {
            return own;
        }

        return name switch
        {
            "name" => Value.Of(e.Name),
            "key" or "orderId" or "checkoutToken" or "dealId" or "ticketId" or "reviewId" or "meetingId" or "thread" => Value.Of(e.Key),
            "occurredAt" => Value.Of(e.OccurredAt),
            "connection" => Value.Of(e.Connection),
            "tool" => Value.Of(e.Tool),
            "purpose" when e.Name.StartsWith("consent.", StringComparison.Ordinal) => Value.Of("marketing"),
            "touch" when e.Name == "source.recorded" => Value.Of(_facts.Count("source.recorded") <= 1 ? "first" : "last"),
            "money" => e.Money is { } m ? Value.Of(m.Amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) + " " + m.Currency) : Value.None,
            "channel" => Value.Of(e.Source?.Channel),
            "campaign" => Value.Of(e.Source?.Campaign),
            _ => e.Fields.GetValueOrDefault(name, Value.None),
        };
    }

    private Value OfContact(string name) => name switch
    {
        "id" => Value.Of(state.ContactId?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        "subject" => Value.Of(state.Subject),
        "stage" => Value.Of(_facts.Stage?.Stage),
        "cycle" => Value.Of((decimal)(_facts.Stage?.Cycle ?? 0)),
        "orders.count" => Value.Of((decimal)Math.Max(_facts.Count("order.placed"), _facts.Count("order.paid"))),
        "orders.value" => Value.Of(Sum("order.paid") - Sum("order.refunded")),
        "consent.email" => Value.Of(TouchGate.MayWrite(_facts, client)),
        "deals.open" => Open("deal.created", "deal.won", "deal.lost"),
        "tickets.open" => Open("ticket.opened", "ticket.closed"),
        "meetings.open" => Open("meeting.booked", "meeting.held", "meeting.missed"),
        "tags" => Value.Of(_facts.Tags.Values.SelectMany(t => t.Where(x => x.Value.On).Select(x => x.Key)).Distinct().Order(StringComparer.Ordinal)),
        "email" => Value.Of(Email()),
        _ when name.StartsWith("score.", StringComparison.Ordinal) =>
            Value.Of(_facts.Scores.TryGetValue(name[6..], out var score) ? Journey.Facts.FactsFold.PointsAt(score, now) : 0),
        _ => _facts.Field(name),
    };

    private Value Open(string opened, params string[] closed) => Value.Of((decimal)TouchGate.OpenKeys(_facts, opened, closed).Count);

    private decimal Sum(string name) => _facts.Seen.TryGetValue(name, out var seen) ? seen.Sums.GetValueOrDefault(client.Currency) : 0;

    private string? Email() => state.Identities.GetValueOrDefault("email") ?? (_facts.Field("email") is { HasContent: true } email ? email.ToString() : null);

    private (ImmutableSortedDictionary<string, Value>? Values, string? Problem) Render(Instruction.Do step, JourneyEvent e, Run run)
    {
        Hash? hash = null;
        var values = ImmutableSortedDictionary.CreateBuilder<string, Value>(StringComparer.Ordinal);
        foreach (var (name, argument) in step.With)
        {
            if (argument.Liquid is null)
            {
                values[name] = argument.Fixed;
                continue;
            }

            var (text, problem) = argument.Liquid.Render(hash ??= Values(e, run));
            if (problem is not null)
            {
                return (null, name + ": " + problem);
            }

            values[name] = Value.Of(text);
        }

        return (values.ToImmutable(), null);
    }

    private Hash Values(JourneyEvent e, Run run)
    {
        var happened = new Hash();
        foreach (var (name, value) in e.Fields.Concat(e.Properties))
        {
            happened[name] = Plain(value);
        }

        foreach (var name in (string[])["name", "value", "money", "key", "orderId", "checkoutToken", "reviewId", "channel", "campaign", "occurredAt"])
        {
            happened[name] = Plain(OfEvent(name, e));
        }

        var contact = new Hash();
        foreach (var (name, field) in _facts.Fields)
        {
            contact[name] = Plain(field.Value);
        }

        foreach (var name in (string[])["id", "stage", "cycle", "tags", "email"])
        {
            contact[name] = Plain(OfContact(name));
        }

        contact["orders"] = new Hash { ["count"] = Plain(OfContact("orders.count")), ["value"] = Plain(OfContact("orders.value")) };
        return new Hash
        {
            ["event"] = happened,
            ["contact"] = contact,
            ["client"] = new Hash { ["id"] = client.Id, ["name"] = client.Name, ["currency"] = client.Currency, ["locale"] = client.Locale, ["timeZone"] = client.TimeZone },
            ["run"] = new Hash { ["key"] = run.RunKey, ["id"] = run.Id },
        };
    }

    private static object? Plain(Value value) => value.Kind switch
    {
        ValueKind.Number => value.Number,
        ValueKind.Flag => value.Flag,
        ValueKind.List => value.List.ToList(),
        ValueKind.None or ValueKind.Withheld => null,
        _ => value.ToString(),
    };
}
