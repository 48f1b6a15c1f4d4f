using System.Text;
using System.Text.Json;
using IntegrationHub.Connectors;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Engine;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>Rows of a made-up bakery, written through the one writer as the hub does.</summary>
public static class SampleBakery
{
    public const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    public static readonly DateTimeOffset Now = new(2026, 11, 10, 9, 30, 0, TimeSpan.Zero);

    public static CurrentSetup Setup() => new(new HubSetup(null, [], [Client("kornhaus", "Sample Bakery Kornhaus"), Client("other", "Other Shop")]));

    public static ClientSetup Client(string id, string name) => new(id, name, "Europe/Berlin", "EUR", "en", [], null, false, true, []);

    /// <summary>The same bakery with its four tools.</summary>
    public static ClientSetup Connected() => Client("kornhaus", "Sample Bakery Kornhaus") with
    {
        Connections =
        [
            Connection("shop", "shopify", "kornhaus.myshopify.com"), Connection("mail", "mailchimp", "2da807e031"), Connection("crm", "hubspot", "143553137"),
            Connection("reviews", "google-business-profile", "locations/5550001"),
        ],
    };

    public static CurrentSetup ConnectedSetup() => new(new HubSetup(null, [], [Connected(), Client("other", "Other Shop")]));

    private static ConnectionSetup Connection(string role, string connector, string thing) => new(
        "kornhaus", role, new GrantSetup(role, Catalog.All[connector], new Uri("http://127.0.0.1:1"), new Dictionary<string, string>(), new Dictionary<string, string>()), role, true, thing, [], null, null,
        new ConnectionInfo(role, "kornhaus", role, thing, "Europe/Berlin", "EUR", "DE"));

    public static ClientLens Lens() => new(Client("kornhaus", "Sample Bakery Kornhaus"), Now);

    public static long At(int minutesAgo) => Now.AddMinutes(-minutesAgo).ToUnixTimeMilliseconds();

    public static Task SeedAsync(HubStore store) => store.Writer.Write(t =>
    {
        using var db = new HubDb(new DbContextOptionsBuilder<HubDb>().UseSqlite(t.Connection).Options);
        db.Database.UseTransaction(t.Current);
        var facts = new ContactFacts
        {
            StageMoves = [new StageMove("visit", Now.AddHours(-30), 1, "checkout.started", "k2"), new StageMove("purchase", Now.AddMinutes(-40), 1, "order.placed", "k1")],
        };
        var json = JsonSerializer.Serialize(facts, JourneyJson.Options);
        db.Contacts.Add(new Contact { Id = 10, Client = "kornhaus", Name = "Maria Rossi", Email = "maria@example.com", Stage = "purchase", Cycle = 1, FirstAt = At(9000), LastAt = At(40), Facts = json });
        db.Contacts.Add(new Contact { Id = 11, Client = "kornhaus", Name = Hostile, Email = "lucy@example.com", Stage = "visit", Cycle = 1, FirstAt = At(8000), LastAt = At(50), Facts = "" });
        db.Contacts.Add(new Contact { Id = 12, Client = "other", Name = "Foreign Person", Email = "foreign@example.com", Stage = "visit", Cycle = 1, FirstAt = At(8000), LastAt = At(50), Facts = "" });
        var body = Encoding.UTF8.GetBytes("{\"id\":9007199254740993,\"note\":\"" + Hostile.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"}");
        db.Bodies.Add(new Body { Id = 20, Client = "kornhaus", Bytes = body });
        db.Envelopes.Add(new Envelope { Id = 21, Client = "kornhaus", Connection = "shop", Topic = "orders/create", Key1 = "w:1", Body = 20, Length = body.Length, ReceivedAt = At(40), State = (int)EnvelopeState.Done });
        db.Envelopes.Add(new Envelope { Id = 22, Client = "kornhaus", Connection = "shop", Topic = "orders/updated", Key1 = "w:2", Body = 20, Length = body.Length, ReceivedAt = At(30), State = (int)EnvelopeState.Quarantined, Reason = "processed_at is no date" });
        db.Events.Add(new Event { Id = 31, Client = "kornhaus", NaturalKey = "k1", Contact = 10, Subject = "contact:10", Name = "order.placed", OccurredAt = At(41), ReceivedAt = At(40), Connection = "shop", Tool = "shopify", Amount = 410_000, Currency = "EUR", Data = "{\"properties\":{\"orderName\":\"#1052\"}}" });
        db.Evidence.Add(new EventEvidence { Event = 31, Envelope = 21, Client = "kornhaus" });
        db.Decisions.Add(new IntegrationHub.Hub.Storage.Rows.Decision { Id = 41, Client = "kornhaus", Event = 31, Contact = 10, Rule = "thank-you", RunKey = "1052", MappingVersion = 3, Mode = (int)RuleMode.Live, Verdict = (int)Verdict.Acted, Sentence = "Thank-you: yes.", Now = At(39) });
        db.Decisions.Add(new IntegrationHub.Hub.Storage.Rows.Decision { Id = 42, Client = "kornhaus", Event = 31, Contact = 10, Rule = "review-request", RunKey = "1052", MappingVersion = 3, Mode = (int)RuleMode.Live, Verdict = (int)Verdict.ConditionFalse, Clause = "asked within P180D", Value = "asked 92 days ago", Sentence = "Not asked for a review: asked 92 days ago, the rule asks once in 180 days.", Now = At(38) });
        db.Actions.Add(new ActionRow { Id = 51, Client = "kornhaus", Key = "abcdef0123456789", Grant = "mail", Connection = "mail", Verb = "tag.add", Name = "mail.tag.add", Rule = "thank-you", Run = "r", Step = "s", Contact = 10, DueAt = At(39), State = (int)ActionState.Done, Payload = "{\"tag\":\"thank-you\"}", Event = 31, Attempts = 2, CreatedAt = At(39), UpdatedAt = At(37) });
        db.Actions.Add(new ActionRow { Id = 52, Client = "kornhaus", Key = "u", Grant = "crm", Connection = "crm", Verb = "note.create", Name = "crm.note.create", Rule = "notes", Run = "r", Step = "s", Contact = 10, DueAt = At(39), State = (int)ActionState.Uncertain, Payload = "{\"text\":\"Asked about gluten\"}", Attempts = 1, CreatedAt = At(39), UpdatedAt = At(36) });
        db.Attempts.Add(new Attempt { Id = 61, Client = "kornhaus", Action = 51, N = 1, StartedAt = At(38), EndedAt = At(38) + 90, Status = 429, Outcome = (int)ActionOutcome.Retry, Reason = "Too many at once" });
        db.Attempts.Add(new Attempt { Id = 62, Client = "kornhaus", Action = 51, N = 2, StartedAt = At(37), EndedAt = At(37) + 187, Status = 204, Outcome = (int)ActionOutcome.Done, Reason = "The tag is there" });
        db.Approvals.Add(new Approval { Id = 71, Client = "kornhaus", Run = "r1", Rule = "bad-review", Step = "s", Subject = "review:1", Title = "Answer to Lena K., 1 star", Draft = "Dear Lena", Action = "reviews.reply", CreatedAt = At(60), ExpiresAt = Now.AddDays(1).ToUnixTimeMilliseconds() });
        db.Counters.Add(new Counter { Client = "kornhaus", Connection = "shop", Day = 20261110, Kind = "received", N = 4 });
        db.Counters.Add(new Counter { Client = "kornhaus", Connection = "shop", Day = 20261110, Kind = "duplicate", N = 1 });
        db.Counters.Add(new Counter { Client = "kornhaus", Connection = "shop", Day = 20261110, Kind = "rejected:signature", N = 1 });
        db.SaveChanges();
    });
}
