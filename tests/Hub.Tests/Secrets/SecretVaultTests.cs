using System.Security.Cryptography;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Secrets;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Tests.Secrets;

public sealed class SecretVaultTests : IAsyncLifetime
{
    private const string Secret = "shprt_sample_refresh_token_0123456789";
    private static readonly string KeyA = Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray());
    private static readonly string KeyB = Convert.ToBase64String(Enumerable.Repeat((byte)2, 32).ToArray());
    private readonly TempStore _temp = new();

    private string Folder => Path.GetDirectoryName(_temp.Path)!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _temp.DisposeAsync();

    [Fact]
    public async Task What_was_put_is_given_back()
    {
        var vault = Open(new(KeyA, null));
        await Put(vault, "ana", "grant:shop-1", "refreshToken");
        Assert.Equal(Secret, Of(vault, "ana", "grant:shop-1")["refreshToken"]);
    }

    [Fact]
    public async Task The_secret_is_in_no_file_of_the_store()
    {
        await Put(Open(new(KeyA, null)), "ana", "grant:shop-1", "refreshToken");
        foreach (var file in Directory.GetFiles(Folder).Where(f => f.Contains("hub.db", StringComparison.Ordinal) && !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(Secret)) < 0, file);
        }
    }

    [Theory]
    [InlineData("update secret set client='other'", "other", "grant:shop-1", "refreshToken")]
    [InlineData("update secret set owner='grant:shop-2'", "ana", "grant:shop-2", "refreshToken")]
    [InlineData("update secret set name='accessToken'", "ana", "grant:shop-1", "accessToken")]
    public async Task A_row_that_was_moved_opens_nowhere(string move, string client, string owner, string name)
    {
        var vault = Open(new(KeyA, null));
        await Put(vault, "ana", "grant:shop-1", "refreshToken");
        await _temp.Store.Writer.Write(t => t.Execute(move));
        Assert.ThrowsAny<CryptographicException>(() => Of(vault, client, owner)[name]);
    }

    [Fact]
    public async Task One_client_is_given_nothing_of_another()
    {
        var vault = Open(new(KeyA, null));
        await Put(vault, "ana", "grant:shop-1", "refreshToken");
        Assert.Empty(Of(vault, "bob", "grant:shop-1"));
    }

    [Fact]
    public async Task Another_key_stops_the_start()
    {
        await Put(Open(new(KeyA, null)), "ana", "grant:shop-1", "refreshToken");
        Assert.Contains("another one", Assert.Throws<StoreUnavailableException>(() => Open(new(KeyB, null))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_key_before_everything_is_encrypted_anew()
    {
        await Put(Open(new(KeyA, null)), "ana", "grant:shop-1", "refreshToken");
        Assert.Equal(Secret, Of(Open(new(KeyB, KeyA)), "ana", "grant:shop-1")["refreshToken"]);
        Assert.Equal(Secret, Of(Open(new(KeyB, null)), "ana", "grant:shop-1")["refreshToken"]);
    }

    [Fact]
    public async Task A_key_file_is_made_and_only_its_owner_reads_it()
    {
        await Put(Open(SecretKeySetup.InFolder), "ana", "grant:shop-1", "refreshToken");
        var file = Path.Combine(Folder, SecretKeyFile.Name);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.Equal(Secret, Of(Open(SecretKeySetup.InFolder), "ana", "grant:shop-1")["refreshToken"]);
    }

    [Fact]
    public async Task A_lost_key_file_is_not_made_anew()
    {
        await Put(Open(SecretKeySetup.InFolder), "ana", "grant:shop-1", "refreshToken");
        File.Delete(Path.Combine(Folder, SecretKeyFile.Name));
        Assert.Contains("missing", Assert.Throws<StoreUnavailableException>(() => Open(SecretKeySetup.InFolder)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Folder, SecretKeyFile.Name)));
    }

    [Fact]
    public async Task A_changed_key_file_is_finished_at_the_next_start()
    {
        await Put(Open(SecretKeySetup.InFolder), "ana", "grant:shop-1", "refreshToken");
        Assert.Null(SecretKeyFile.Rotate(Folder));
        Assert.Contains("not been finished", SecretKeyFile.Rotate(Folder), StringComparison.Ordinal);
        Assert.Equal(Secret, Of(Open(SecretKeySetup.InFolder), "ana", "grant:shop-1")["refreshToken"]);
        Assert.False(File.Exists(Path.Combine(Folder, SecretKeyFile.PreviousName)));
        Assert.Equal(Secret, Of(Open(SecretKeySetup.InFolder), "ana", "grant:shop-1")["refreshToken"]);
    }

    [Fact]
    public void A_file_that_is_no_key_stops_the_start()
    {
        File.WriteAllText(Path.Combine(Folder, SecretKeyFile.Name), "hello");
        Assert.Contains("holds no key", Assert.Throws<StoreUnavailableException>(() => Open(SecretKeySetup.InFolder)).Message, StringComparison.Ordinal);
    }

    private SecretVault Open(SecretKeySetup keys) => SecretVault.Open(_temp.Store, keys, Folder, TimeProvider.System);

    private Task Put(SecretVault vault, string client, string owner, string name) => _temp.Store.Writer.Write(t => vault.Put(t, client, owner, name, Secret));

    private Dictionary<string, string> Of(SecretVault vault, string client, string owner)
    {
        using var reader = _temp.Store.Read();
        return vault.Of(reader, client, owner);
    }
}
