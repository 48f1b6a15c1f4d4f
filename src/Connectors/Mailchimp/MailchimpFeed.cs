using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>A member's activity feed: the one place that tells of the mails of flows. Read for members whose mail is waited for.</summary>
internal static class MailchimpFeed
{
    /// <summary>Kind of the fetch.</summary>
    internal const string Kind = "activity";

    private const int Entries = 100;

    /// <summary>Reads the feeds of some members, each with its address.</summary>
    internal static async Task<VendorResult<IReadOnlyList<FetchedRecord>>> FetchAsync(VendorSession session, string kind, IReadOnlyList<string> members, CancellationToken cancellationToken)
    {
        if (kind != Kind)
        {
            return new VendorFailure(FailureKind.Misconfigured, $"Mailchimp has no {kind} to read.");
        }

        var records = new List<FetchedRecord>();
        foreach (var member in members)
        {
            var feed = await MailchimpAnswer.SendAsync(session, (api, authorization) =>
                api.GetFeed(session.Connection.Thing, member, authorization, "sent,open,click,bounce", Entries, cancellationToken));
            var person = feed.Failure is null
                ? await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetMember(session.Connection.Thing, member, authorization, "email_address,unique_email_id", cancellationToken))
                : feed;
            if (person.Failure is { } failure)
            {
                if (failure.Kind is not FailureKind.NotFound)
                {
                    return failure;
                }

                records.Add(new(member, null, null));
                continue;
            }

            records.Add(new(member, Record(person.Value, feed.Value), null));
        }

        return records;
    }

    private static byte[] Record(JsonElement person, JsonElement feed)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("email_address", person.Text("email_address"));
            json.WriteString("unique_email_id", person.Text("unique_email_id"));
            json.WriteStartArray("activity");
            foreach (var entry in feed.Get("activity").Items())
            {
                entry.WriteTo(json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
