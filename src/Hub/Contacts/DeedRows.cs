using System.Globalization;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Contacts;

/// <summary>Journals what a person does in the hub itself, inside the job of the writer that does it.</summary>
internal sealed class DeedRows(HubIds ids, TimeProvider time)
{
    /// <summary>Journals a deed that concerns the whole client, or the contacts named.</summary>
    /// <param name="t">The job.</param>
    /// <param name="client">Client id.</param>
    /// <param name="name">Name of the deed and of its event.</param>
    /// <param name="marks">What tells it from another deed of this name in the same millisecond.</param>
    /// <param name="properties">What was done, by whom and why.</param>
    /// <param name="contacts">Contacts; none for the whole client.</param>
    public void Insert(StoreTransaction t, string client, string name, string marks, IReadOnlyDictionary<string, string> properties, params long[] contacts)
    {
        var now = time.GetUtcNow();
        foreach (var contact in contacts)
        {
            Know(t, client, contact, now);
        }

        var body = DeedEnvelope.Write(name, contacts, properties);
        var key = string.Create(CultureInfo.InvariantCulture, $"{name}|{marks}|{now.ToUnixTimeMilliseconds()}");
        new EnvelopeRows(ids, time).Insert(t, [new Delivery(client, DeedEnvelope.Connection, body, [new EnvelopePart(0, body.Length, name, key, null, now)])]);
    }

    /// <summary>Lets a contact be found by its own id, which it is only once somebody did something to it here.</summary>
    public static void Know(StoreTransaction t, string client, long contact, DateTimeOffset now) => t.Execute(
        "insert into identity(client,kind,scope,value,contact,envelope,since,verified) values (@p0,0,@p1,@p2,@p3,0,@p4,1) on conflict do nothing",
        client, DeedEnvelope.Scope, contact.ToString(CultureInfo.InvariantCulture), contact, now.ToUnixTimeMilliseconds());
}
