using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Secrets;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Hub.Vendors;

namespace IntegrationHub.Hub.Connecting;

/// <summary>
/// Keeps the vendors' webhook subscriptions of connections made by click as they should be: looked at when a tool is connected, then every hour. What was lost is made again and stands in the
/// journal; what another tool holds is left alone and said.
/// </summary>
public sealed partial class SubscriptionAudit(
    HubStore store, HubIds ids, CurrentSetup current, ConnectionBook book, SecretVault vault, VendorSessions sessions, RefusedConnections refused, IWaker waker, TimeProvider time,
    ILogger<SubscriptionAudit> log)
{
    /// <summary>So often every connection is looked at.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Deed: lost subscriptions were made again.</summary>
    public const string Resubscribed = "hub.resubscribed";

    /// <summary>What was found at the last look, the topics in the order of their names.</summary>
    public IReadOnlyList<SubscriptionRow> Of(string client, string connection)
    {
        using var reader = store.Read();
        return reader.Query(
            "select topic,state,note,mended_at,checked_at from subscription where client=@p0 and connection=@p1 order by topic",
            r => new SubscriptionRow
            {
                Client = client, Connection = connection, Topic = r.GetString(0), State = r.GetString(1), Note = r.IsDBNull(2) ? null : r.GetString(2), MendedAt = r.IsDBNull(3) ? null : r.GetInt64(3), CheckedAt = r.GetInt64(4),
            }, client, connection);
    }

    /// <summary>Where the vendor is to call for a connection; null when the hub has no public address.</summary>
    public SubscriptionWish? WishOf(ConnectionSetup connection)
    {
        var setup = current.Value;
        if (setup.PublicUrl is null)
        {
            return null;
        }

        var info = connection.Grant.Connector.Info;
        var path = info.ConnectionWebhooks ? $"/hooks/{connection.Client}/{connection.Id}" : $"/hooks/apps/{info.Id}";
        return new(new Uri(setup.AddressOf(path, "") + (connection.AddressSecret is { } secret && info.SecretInAddress ? "/" + secret : "")), new Uri(setup.AddressOf(path, "")).AbsolutePath, connection.WebhookSecret is not null);
    }

    /// <summary>Looks at one connection and puts right what can be.</summary>
    /// <returns>Null when it was looked at; else why not.</returns>
    public async Task<string?> LookAsync(ConnectionSetup connection, CancellationToken cancellationToken)
    {
        if (!connection.IsStored)
        {
            return "This connection stands in connectors.json: its webhooks are set up by hand.";
        }

        if (WishOf(connection) is not { } wish)
        {
            return "The hub has no public address, so nobody can call it; everything is asked for.";
        }

        if (refused.Contains(connection))
        {
            return "The sign-in is not accepted; it must be mended first.";
        }

        var answer = await connection.Grant.Connector.SubscribeAsync(sessions.For(connection, CallPriority.Poll), wish, cancellationToken);
        if (answer.Value is not { } report)
        {
            LogFailed(log, connection.Client, connection.Id, answer.Failure!.Message);
            return answer.Failure.Message;
        }

        await WriteAsync(connection, report);
        return null;
    }

    /// <summary>Looks at all connections that are due.</summary>
    public async Task LookAtAllAsync(CancellationToken cancellationToken)
    {
        var before = (time.GetUtcNow() - Every).ToUnixTimeMilliseconds();
        foreach (var connection in current.Value.Connections.Where(c => c.IsStored).ToList())
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            if (WishOf(connection) is not null && !Of(connection.Client, connection.Id).Any(s => s.CheckedAt > before))
            {
                await LookAsync(connection, cancellationToken);
            }
        }
    }

    /// <summary>Takes a connection's subscriptions away before it is disconnected. What cannot be taken away now is said; its calls are answered 404 from then on.</summary>
    public async Task<string?> RemoveAsync(ConnectionSetup connection, CancellationToken cancellationToken)
    {
        if (!connection.IsStored || WishOf(connection) is not { } wish)
        {
            return null;
        }

        var answer = await connection.Grant.Connector.UnsubscribeAsync(sessions.For(connection, CallPriority.Delivery), wish, cancellationToken);
        return answer.Failure is { } failure ? $"Its webhooks could not be taken away at {connection.Grant.Connector.Info.Name}: {failure.Message}" : null;
    }

    private async Task WriteAsync(ConnectionSetup connection, SubscriptionReport report)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var known = Of(connection.Client, connection.Id).Count > 0;
        var mended = report.Subscriptions.Where(s => s.State is SubscriptionState.Made or SubscriptionState.Repaired).Select(s => s.Topic).ToList();
        await store.Writer.Write(t =>
        {
            t.Execute("delete from subscription where client=@p0 and connection=@p1 and topic not in (select value from json_each(@p2))", connection.Client, connection.Id, System.Text.Json.JsonSerializer.Serialize(report.Subscriptions.Select(s => s.Topic)));
            foreach (var one in report.Subscriptions.DistinctBy(s => s.Topic))
            {
                var state = one.State switch { SubscriptionState.Missing => "missing", SubscriptionState.Foreign => "foreign", SubscriptionState.Operator => "operator", _ => "fine" };
                t.Execute(
                    """
                    insert into subscription (client,connection,topic,state,note,mended_at,checked_at) values (@p0,@p1,@p2,@p3,@p4,@p5,@p6)
                    on conflict (client,connection,topic) do update set state=excluded.state, note=excluded.note, mended_at=coalesce(excluded.mended_at,mended_at), checked_at=excluded.checked_at
                    """, connection.Client, connection.Id, one.Topic, state, one.Note, mended.Contains(one.Topic) ? now : null, now);
            }

            if (report.NewSecret is { } secret)
            {
                vault.Put(t, connection.Client, GrantSecrets.Of(connection.Client, connection.Id), CredentialNames.WebhookSecret, secret);
            }

            // At the first look everything is new; later a loss is worth a line.
            if (known && mended.Count > 0)
            {
                new DeedRows(ids, time).Insert(t, connection.Client, Resubscribed, connection.Id, new Dictionary<string, string>
                {
                    ["connection"] = connection.Id, ["tool"] = connection.Grant.Connector.Info.Name, ["topics"] = string.Join(", ", mended),
                });
            }
        });
        if (report.NewSecret is not null)
        {
            book.Load();
        }

        if (known && mended.Count > 0)
        {
            waker.LaneHasWork(connection.Client);
        }
    }

    [LoggerMessage(EventId = 5005, Level = LogLevel.Warning, Message = "The webhooks of {Client}/{Connection} could not be looked at and are again in an hour: {Reason}")]
    private static partial void LogFailed(ILogger logger, string client, string connection, string reason);
}
