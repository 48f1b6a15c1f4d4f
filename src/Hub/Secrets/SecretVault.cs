using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Secrets;

/// <summary>
/// Secrets in the store, encrypted with AES-256-GCM. Client, owner and field are bound in as associated data: a row that is copied to another client, another login or another field
/// cannot be opened there.
/// </summary>
public sealed class SecretVault
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const string Check = "integration hub";
    private readonly SecretKey _current;
    private readonly SecretKey? _previous;
    private readonly TimeProvider _time;

    private SecretVault(SecretKey current, SecretKey? previous, TimeProvider time) => (_current, _previous, _time) = (current, previous, time);

    /// <summary>
    /// Opens the vault: finds the key, checks that it is the one the store was written with, and encrypts everything anew where the key has changed. A new
    /// store gets a new key.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The key is missing or is another one.</exception>
    public static SecretVault Open(HubStore store, SecretKeySetup setup, string dataFolder, TimeProvider time)
    {
        var current = setup.Current is { } named ? Convert.FromBase64String(named) : SecretKeyFile.Read(dataFolder, SecretKeyFile.Name);
        var previous = setup.Current is not null ? setup.Previous is { } old ? Convert.FromBase64String(old) : null : SecretKeyFile.Read(dataFolder, SecretKeyFile.PreviousName);
        string? used;
        using (var reader = store.Read())
        {
            used = reader.Scalar<string?>("select id from secret_key order by made_at desc limit 1");
        }

        if (current is null && used is not null)
        {
            throw new StoreUnavailableException($"The key of the stored logins is missing: {Path.Combine(dataFolder, SecretKeyFile.Name)}. Bring it back from where it was copied, or name it as secretKey in connectors.json.");
        }

        var key = SecretKey.Of(current ?? SecretKeyFile.Make(dataFolder));
        var vault = new SecretVault(key, previous is null ? null : SecretKey.Of(previous), time);
        vault.Prove(store, used);
        if (setup.Current is null && previous is not null)
        {
            File.Delete(Path.Combine(dataFolder, SecretKeyFile.PreviousName)); // nothing needs it any more
        }

        return vault;
    }

    /// <summary>Keeps a secret, in place of an earlier one; null takes it away.</summary>
    /// <param name="store">The job's transaction.</param>
    /// <param name="client">Client id; empty for what is the agency's own.</param>
    /// <param name="owner">Whose it is: <c>grant:…</c>, <c>connection:…</c>, <c>sign-in:…</c>.</param>
    /// <param name="name">Which of its secrets.</param>
    /// <param name="secret">The secret.</param>
    public void Put(StoreTransaction store, string client, string owner, string name, string? secret)
    {
        if (secret is null)
        {
            store.Execute("delete from secret where owner=@p0 and name=@p1", owner, name);
            return;
        }

        Redactor.Register(secret);
        store.Execute(
            """
            insert into secret (owner,name,client,key_id,bytes,changed_at) values (@p0,@p1,@p2,@p3,@p4,@p5)
            on conflict (owner,name) do update set client=excluded.client, key_id=excluded.key_id, bytes=excluded.bytes, changed_at=excluded.changed_at
            """, owner, name, client, _current.Id, Encrypt(_current, Bound(client, owner, name), secret), _time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <summary>Takes all secrets of an owner away.</summary>
    public static void Forget(StoreTransaction store, string owner) => store.Execute("delete from secret where owner=@p0", owner);

    /// <summary>The secrets of an owner by name, in the clear; known to the redactor from now on.</summary>
    /// <exception cref="CryptographicException">A row was changed from outside, or belongs elsewhere.</exception>
    public Dictionary<string, string> Of(StoreReader reader, string client, string owner) => reader
        .Query("select name,key_id,bytes from secret where owner=@p0 and client=@p1", r => (Name: r.GetString(0), Key: r.GetString(1), Bytes: (byte[])r.GetValue(2)), owner, client)
        .ToDictionary(r => r.Name, r =>
        {
            var secret = Decrypt(KeyOf(r.Key), Bound(client, owner, r.Name), r.Bytes);
            Redactor.Register(secret);
            return secret;
        }, StringComparer.Ordinal);

    private void Prove(HubStore store, string? used)
    {
        if (used is not null && used != _current.Id && used != _previous?.Id)
        {
            throw new StoreUnavailableException("The key of the stored logins is another one than they were encrypted with. Bring the right one back; if it was changed, name the one before as previousSecretKey (or hub.key.previous in the data folder) for one start.");
        }

        using (var reader = store.Read())
        {
            if (used is not null && reader.Query("select bytes from secret_key where id=@p0", r => (byte[])r.GetValue(0), used) is [var kept])
            {
                Decrypt(KeyOf(used), Encoding.UTF8.GetBytes(used), kept);
            }
        }

        if (used != _current.Id)
        {
            store.Writer.Write(t => Renew(t)).GetAwaiter().GetResult();
        }
    }

    private void Renew(StoreTransaction store)
    {
        foreach (var (owner, name, client, key, bytes) in store.Query(
            "select owner,name,client,key_id,bytes from secret where key_id<>@p0", r => (r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), (byte[])r.GetValue(4)), _current.Id))
        {
            Put(store, client, owner, name, Decrypt(KeyOf(key), Bound(client, owner, name), bytes));
        }

        store.Execute("delete from secret_key");
        store.Execute("insert into secret_key (id,bytes,made_at) values (@p0,@p1,@p2)", _current.Id, Encrypt(_current, Encoding.UTF8.GetBytes(_current.Id), Check), _time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private SecretKey KeyOf(string id) => id == _current.Id ? _current : id == _previous?.Id ? _previous : throw new CryptographicException("A stored secret needs a key that is not there.");

    private static byte[] Bound(string client, string owner, string name) => Encoding.UTF8.GetBytes($"{client}\n{owner}\n{name}");

    private static byte[] Encrypt(SecretKey key, byte[] bound, string secret)
    {
        var text = Encoding.UTF8.GetBytes(secret);
        var bytes = new byte[NonceSize + TagSize + text.Length];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key.Bytes, TagSize);
        aes.Encrypt(bytes.AsSpan(0, NonceSize), text, bytes.AsSpan(NonceSize + TagSize), bytes.AsSpan(NonceSize, TagSize), bound);
        return bytes;
    }

    private static string Decrypt(SecretKey key, byte[] bound, byte[] bytes)
    {
        if (bytes.Length < NonceSize + TagSize)
        {
            throw new CryptographicException("A stored secret is cut off.");
        }

        var text = new byte[bytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key.Bytes, TagSize);
        aes.Decrypt(bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize + TagSize), bytes.AsSpan(NonceSize, TagSize), text, bound);
        return Encoding.UTF8.GetString(text);
    }
}
