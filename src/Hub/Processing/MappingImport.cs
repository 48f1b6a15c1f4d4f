using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Processing;

/// <summary>Brings mapping files into the history of versions. A file whose text differs from the newest version becomes the next one.</summary>
public sealed class MappingImport(HubStore store, MappingsInForce inForce, TimeProvider time)
{
    /// <summary>Imports and puts in force.</summary>
    public async Task RunAsync(HubSetup setup, IReadOnlyDictionary<string, MappingFiles.LoadedFile> files)
    {
        foreach (var client in setup.Clients.Values)
        {
            var file = files[client.Id];
            var version = await store.Writer.Write(t => Import(t, client, file.Text));
            inForce.Put(client.Id, file.Compiled, version);
        }
    }

    // Until drafts can be kept beside what runs, the file that was checked at the start is what runs.
    private int Import(StoreTransaction t, ClientSetup client, string text)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var known = t.Scalar<int>("select coalesce(max(version),0) from mapping_version where client=@p0 and hash=@p1", client.Id, hash);
        if (known > 0 && known == t.Scalar<int>("select max(version) from mapping_version where client=@p0", client.Id))
        {
            return known;
        }

        var version = t.Scalar<int>("select coalesce(max(version),0)+1 from mapping_version where client=@p0", client.Id);
        t.Execute("update mapping_version set state='replaced' where client=@p0 and state='published'", client.Id);
        t.Execute(
            "insert into mapping_version(client,version,hash,document,state,at,by,source) values (@p0,@p1,@p2,@p3,'published',@p4,'the file','file')",
            client.Id, version, hash, text, time.GetUtcNow().ToUnixTimeMilliseconds());
        return version;
    }
}
