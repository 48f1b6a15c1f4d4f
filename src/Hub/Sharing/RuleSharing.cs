using System.Globalization;
using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Secrets;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Sharing;

/// <summary>
/// Links to the page of a rule for somebody who has no place in the hub. A link can be opened often and takes one answer; the answer stays beside the words that were shown. Making one, taking
/// it back and answering are deeds in the journal.
/// </summary>
public sealed class RuleSharing(HubStore store, HubIds ids, CurrentSetup setup, IWaker waker, TimeProvider time)
{
    /// <summary>So many days a link opens its page where nobody says otherwise.</summary>
    public const int UsualDays = 14;

    /// <summary>Most days.</summary>
    public const int MostDays = 90;

    /// <summary>Deed: a link was made.</summary>
    public const string Shared = "hub.shared";

    /// <summary>Deed: an answer came.</summary>
    public const string Answered = "hub.share.answered";

    /// <summary>Deed: a link was taken back.</summary>
    public const string TakenBack = "hub.share.withdrawn";

    /// <summary>Told after something about a client's links changed, with the client's id.</summary>
    public event Action<string>? Changed;

    /// <summary>Makes a link.</summary>
    /// <returns>Its secret, which nobody can read again, and the link.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The days are none that a link may have.</exception>
    public async Task<(string Token, ShareLink Link)> CreateAsync(ShareOrder order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order.Days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order.Days, MostDays);
        var (token, now) = (BrowserSecret.New(), time.GetUtcNow());
        var link = await store.Writer.Write(t =>
        {
            var id = ids.Next();
            t.Execute(
                "insert into shared_rule (id,client,rule,version,wording,shown,token_hash,\"for\",\"by\",at,expires_at) values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10)",
                id, order.Client, order.Rule, order.Version, order.Wording, JsonSerializer.Serialize(order.Shown), BrowserSecret.HashOf(token), order.For, order.By, now.ToUnixTimeMilliseconds(),
                now.AddDays(order.Days).ToUnixTimeMilliseconds());
            Say(t, order.Client, Shared, id, order.Rule, order.Version, ("for", order.For), ("by", order.By));
            return One(t, order.Client, id)!;
        });
        Tell(order.Client);
        return (token, link);
    }

    /// <summary>The links to a rule, the newest first.</summary>
    public IReadOnlyList<ShareLink> List(string client, string rule)
    {
        using var reader = store.Read();
        return reader.Query($"select {ShareLink.Columns} from shared_rule where client=@p0 and rule=@p1 order by id desc", ShareLink.Read, client, rule);
    }

    /// <summary>Answers that nobody here noted yet, the newest first.</summary>
    public IReadOnlyList<ShareLink> News(string client)
    {
        using var reader = store.Read();
        return ShareLink.News(reader, client);
    }

    /// <summary>What a link opens; null for a secret that is none, was taken back or has run out: from outside these are one.</summary>
    /// <param name="token">The secret.</param>
    /// <param name="look">True when somebody looks at the page: the first time is kept.</param>
    public async Task<OpenedShare?> OpenAsync(string token, bool look)
    {
        if (BrowserSecret.HashOf(token) is not { } hash)
        {
            return null;
        }

        var now = time.GetUtcNow();
        (ShareLink Link, string Shown)? found;
        using (var reader = store.Read())
        {
            found = reader.Query($"select {ShareLink.Columns},shown from shared_rule where token_hash=@p0", r => (ShareLink.Read(r), r.GetString(17)), hash) is [var one] ? one : null;
        }

        if (found is not var (link, shown) || link.TakenBackAt is not null || now >= link.ExpiresAt || !setup.Value.Clients.ContainsKey(link.Client))
        {
            return null;
        }

        if (look && link.OpenedAt is null)
        {
            await store.Writer.Write(t => t.Execute("update shared_rule set opened_at=@p1 where id=@p0 and opened_at is null", link.Id, now.ToUnixTimeMilliseconds()));
            Changed?.Invoke(link.Client);
        }

        return new(link, JsonSerializer.Deserialize<ShownRule>(shown)!);
    }

    /// <summary>Takes the one answer.</summary>
    /// <param name="token">The secret.</param>
    /// <param name="agreed">True for agreed, false for a remark.</param>
    /// <param name="name">Name as typed; what is longer than <see cref="ShareAnswer.LongestName"/> is cut.</param>
    /// <param name="remark">The remark; what is longer than <see cref="ShareAnswer.LongestRemark"/> is cut. Not kept with agreed.</param>
    /// <returns>False when there is no such link (any more), or it was answered already.</returns>
    public async Task<bool> AnswerAsync(string token, bool agreed, string name, string remark)
    {
        if (BrowserSecret.HashOf(token) is not { } hash)
        {
            return false;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var (by, said) = (Cut(Plain(name).ReplaceLineEndings(" "), ShareAnswer.LongestName), agreed ? "" : Cut(Plain(remark), ShareAnswer.LongestRemark));
        var client = await store.Writer.Write(t =>
        {
            if (t.Execute(
                "update shared_rule set answer=@p1,answered_by=@p2,answered_at=@p3,remark=@p4 where token_hash=@p0 and answered_at is null and taken_back_at is null and expires_at>@p3",
                hash, agreed ? ShareAnswer.Yes : ShareAnswer.No, by, now, said.Length == 0 ? null : said) == 0)
            {
                return null;
            }

            var link = t.Query($"select {ShareLink.Columns} from shared_rule where token_hash=@p0", ShareLink.Read, hash)[0];
            Say(t, link.Client, Answered, link.Id, link.Rule, link.Version, ("answer", agreed ? ShareAnswer.Yes : ShareAnswer.No), ("by", by), ("note", said), ("for", link.For));
            return link.Client;
        });
        if (client is not null)
        {
            Tell(client);
        }

        return client is not null;
    }

    /// <summary>Takes a link back: it opens nothing any more.</summary>
    /// <returns>False when the client has no link of this id that waits for an answer.</returns>
    public async Task<bool> TakeBackAsync(string client, long id, string by)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var taken = await store.Writer.Write(t =>
        {
            if (t.Execute("update shared_rule set taken_back_at=@p2,taken_back_by=@p3 where client=@p0 and id=@p1 and answered_at is null and taken_back_at is null and expires_at>@p2", client, id, now, by) == 0)
            {
                return false;
            }

            var link = One(t, client, id)!;
            Say(t, client, TakenBack, id, link.Rule, link.Version, ("for", link.For), ("by", by));
            return true;
        });
        if (taken)
        {
            Tell(client);
        }

        return taken;
    }

    /// <summary>Somebody here has read an answer: it needs nobody any more.</summary>
    /// <returns>False when there is no such answer that nobody noted.</returns>
    public async Task<bool> NoteAsync(string client, long id, string by)
    {
        var noted = await store.Writer.Write(t => t.Execute(
            "update shared_rule set noted_at=@p2,noted_by=@p3 where client=@p0 and id=@p1 and answered_at is not null and noted_at is null", client, id, time.GetUtcNow().ToUnixTimeMilliseconds(), by)) == 1;
        if (noted)
        {
            Changed?.Invoke(client);
        }

        return noted;
    }

    private static ShareLink? One(StoreTransaction t, string client, long id) =>
        t.Query($"select {ShareLink.Columns} from shared_rule where client=@p0 and id=@p1", ShareLink.Read, client, id) is [var one] ? one : null;

    // Typed by a stranger: no control character of it is kept but the ends of lines.
    private static string Plain(string text) => string.Concat(text.ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))).Trim();

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    private void Say(StoreTransaction t, string client, string deed, long id, string rule, int version, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var properties = new Dictionary<string, string> { ["rule"] = rule, ["version"] = version.ToString(CultureInfo.InvariantCulture) };
        foreach (var (name, value) in more)
        {
            properties[name] = value;
        }

        new DeedRows(ids, time).Insert(t, client, deed, id.ToString(CultureInfo.InvariantCulture), properties);
    }

    private void Tell(string client)
    {
        waker.LaneHasWork(client);
        Changed?.Invoke(client);
    }
}
