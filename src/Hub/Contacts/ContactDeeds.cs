using System.Globalization;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Contacts;

/// <summary>What people do to contacts in the hub: pause them, lift that, join two that are one person. Journaled first; the client's lane carries it on.</summary>
public sealed class ContactDeeds(HubStore store, EnvelopeJournal journal, TimeProvider time)
{
    /// <summary>Nothing automatic goes to the contact.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="contact">Contact id.</param>
    /// <param name="scope"><c>all</c> or <c>marketing</c>.</param>
    /// <param name="until">When it ends; null until somebody lifts it.</param>
    /// <param name="reason">Why, in that person's words.</param>
    /// <param name="by">Who does it.</param>
    /// <returns>False when there is no such contact.</returns>
    public Task<bool> PauseAsync(string client, long contact, string scope, DateTimeOffset? until, string reason, string by) => DoAsync(
        client, "hub.paused", [contact],
        new() { ["scope"] = scope, ["until"] = until?.ToString("O", CultureInfo.InvariantCulture) ?? "", ["reason"] = reason, ["by"] = by });

    /// <summary>Lifts every pause of the contact.</summary>
    /// <returns>False when there is no such contact.</returns>
    public Task<bool> ResumeAsync(string client, long contact, string by) => DoAsync(client, "hub.resumed", [contact], new() { ["by"] = by });

    /// <summary>Joins two contacts: the older one stays, and both histories become one.</summary>
    /// <returns>False when one of them is not there or they are one already.</returns>
    public Task<bool> JoinAsync(string client, long one, long other, string by) => one == other
        ? Task.FromResult(false)
        : DoAsync(client, "contact.merged", [one, other],
            new() { ["kept"] = Math.Min(one, other).ToString(CultureInfo.InvariantCulture), ["gone"] = Math.Max(one, other).ToString(CultureInfo.InvariantCulture), ["by"] = by });

    private async Task<bool> DoAsync(string client, string name, long[] contacts, Dictionary<string, string> properties)
    {
        var now = time.GetUtcNow();
        var found = await store.Writer.Write(t =>
        {
            var there = contacts.Count(c => t.Scalar<long>("select count(*) from contact where client=@p0 and id=@p1 and merged_into is null", client, c) == 1);
            foreach (var contact in there == contacts.Length ? contacts : [])
            {
                DeedRows.Know(t, client, contact, now);
            }

            return there;
        });
        if (found != contacts.Length)
        {
            return false;
        }

        var body = DeedEnvelope.Write(name, contacts, properties);
        var key = string.Create(CultureInfo.InvariantCulture, $"{name}|{string.Join('|', contacts)}|{now.ToUnixTimeMilliseconds()}");
        await journal.Append(new Delivery(client, DeedEnvelope.Connection, body, [new EnvelopePart(0, body.Length, name, key, null, now)]));
        return true;
    }
}
