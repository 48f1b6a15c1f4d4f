using System.Text.Json;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Journey;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>The mails of one person, from whichever tool, each with its cause.</summary>
public sealed class MessagesQuery(HubStore store)
{
    /// <summary>Most mails that are listed; the newest.</summary>
    public const int Most = 200;

    private static readonly TimeSpan SameMail = TimeSpan.FromDays(7);
    private static readonly int[] Done = [(int)ActionState.Done, (int)ActionState.Seen, (int)ActionState.NothingFollowed];

    /// <summary>Reads them; null when the client has no such contact.</summary>
    public async Task<Messages?> ReadAsync(ClientLens lens, long contact, CancellationToken cancellationToken = default)
    {
        var client = lens.Client.Id;
        await using var db = store.Context();
        if (!await db.Contacts.AnyAsync(c => c.Client == client && c.Id == contact && !c.Erased, cancellationToken))
        {
            return null;
        }

        var rows = await db.Events.Where(e => e.Client == client && e.Contact == contact && (e.Name == "email.sent" || e.Name == "email.opened" || e.Name == "email.clicked" || e.Name == "email.bounced"))
            .OrderByDescending(e => e.OccurredAt).Take(Most * 4).ToListAsync(cancellationToken);
        var events = rows.Select(r => (r.Id, Event: JsonSerializer.Deserialize<JourneyEvent>(r.Data, JourneyJson.Options)!)).ToList();
        var mails = events.Where(e => e.Event.Name == "email.sent").Take(Most).ToList();
        var actions = await db.Actions.Where(a => a.Client == client && a.Contact == contact && Done.Contains(a.State)).OrderByDescending(a => a.UpdatedAt).Take(1000).ToListAsync(cancellationToken);
        var keys = mails.Select(m => SeenEffect.SendingOf(m.Event)).OfType<string>().Distinct().ToList();
        var byHand = (await db.Events.Where(e => e.Client == client && keys.Contains(e.NaturalKey)).Select(e => e.Data).ToListAsync(cancellationToken))
            .Select(d => JsonSerializer.Deserialize<JourneyEvent>(d, JourneyJson.Options)!).ToDictionary(e => e.NaturalKey, StringComparer.Ordinal);
        var deeds = actions.ConvertAll(RuleDeed.Of);
        var both = new Dictionary<(string, string), long>();
        var items = mails.Select(m =>
        {
            var (mail, title) = (m.Event, TitleOf(m.Event));
            var (cause, why, action) = MessageCauses.Of(mail, SeenEffect.TitleOf(mail) ?? "", SeenEffect.SendingOf(mail) is { } key ? byHand.GetValueOrDefault(key) : null, deeds, lens);
            var twin = title.Length == 0 ? null : mails.Find(o => o.Id != m.Id && SeenEffect.SendingOf(o.Event) != SeenEffect.SendingOf(mail) && TitleOf(o.Event) == title && (o.Event.OccurredAt - mail.OccurredAt).Duration() < SameMail).Event;
            return new SentMessage(m.Id, mail.OccurredAt, mail.Connection, title, mail.Property("campaign").Text, cause, why, action?.Rule, action?.Id, First(mail, "email.opened"), First(mail, "email.clicked"),
                First(mail, "email.bounced") is not null, twin is null ? 0 : Counted(mail, twin));
        }).ToList();
        var cursors = await db.Cursors.Where(c => c.Client == client && c.ReadAt != null).ToListAsync(cancellationToken);
        return new Messages(items, [.. lens.Client.Connections.Select(c => (c.Id, Stream: c.Grant.Connector.Info.MailStream)).Select(c => new ReadUpTo(
            c.Id, c.Stream is not null, cursors.Find(r => r.Connection == c.Id && r.Stream == c.Stream)?.ReadAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null))]);

        long Counted(JourneyEvent one, JourneyEvent other)
        {
            var (a, b) = (SeenEffect.SendingOf(one)!, SeenEffect.SendingOf(other)!);
            var pair = string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);
            return both.TryGetValue(pair, out var n) ? n : both[pair] = Both(client, one, other);
        }

        DateTimeOffset? First(JourneyEvent mail, string name) => events.Where(e => e.Event.Name == name && e.Event.Connection == mail.Connection && e.Event.Property("campaign").Text is { } c && c == mail.Property("campaign").Text)
            .Select(e => (DateTimeOffset?)e.Event.OccurredAt).Min();
    }

    private static string TitleOf(JourneyEvent mail) => mail.Property("subject").Text ?? mail.Property("title").Text ?? "";

    // Only around the two sendings: the journal of a year is long.
    private long Both(string client, JourneyEvent one, JourneyEvent other)
    {
        using var reader = store.Read();
        return reader.Scalar<long>(
            """
            select count(*) from (select contact from event where client=@p0 and name='email.sent' and received_at>=@p1 and contact is not null
              and json_extract(data,'$.properties.campaign') in (@p2,@p3) group by contact having count(distinct json_extract(data,'$.properties.campaign'))=2)
            """, client, (one.OccurredAt < other.OccurredAt ? one : other).OccurredAt.AddDays(-1).ToUnixTimeMilliseconds(), one.Property("campaign").Text, other.Property("campaign").Text);
    }
}
