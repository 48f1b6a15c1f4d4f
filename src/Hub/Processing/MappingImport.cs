using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Processing;

/// <summary>
/// Brings mapping files into the history of versions at the start, and puts in force what was in force. The first file of a client is published; a changed one becomes a draft, or is published where
/// the client's <c>files</c> says so. A version that a person published later is never overwritten by a file.
/// </summary>
public sealed class MappingImport(HubStore store, MappingHistory history, MappingPublishing publishing, MappingsInForce inForce)
{
    /// <summary>Imports and puts in force.</summary>
    /// <returns>What an operator should know: drafts that wait, versions that can no longer run.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(HubSetup setup, IReadOnlyDictionary<string, MappingFiles.LoadedFile> files)
    {
        var notes = new List<string>();
        foreach (var client in setup.Clients.Values)
        {
            await ImportAsync(client, files[client.Id], notes);
        }

        return notes;
    }

    private async Task ImportAsync(ClientSetup client, MappingFiles.LoadedFile file, List<string> notes)
    {
        var hash = MappingHistory.HashOf(file.Text);
        var entries = await store.Writer.Write(t =>
        {
            if (MappingHistory.Entries(t, client.Id).Count == 0)
            {
                history.Insert(t, client.Id, file.Text, hash, MappingEntry.Published, "the file", MappingEntry.FromFile);
            }

            return MappingHistory.Entries(t, client.Id);
        });
        var published = entries.Find(e => e.State == MappingEntry.Published) ?? entries[0];
        if (published.Hash == hash)
        {
            inForce.Put(client.Id, file.Compiled, published.Version);
            return;
        }

        var known = entries.Find(e => e.Source == MappingEntry.FromFile)?.Hash == hash;
        if (inForce.Find(client, published.Version) is not { } compiled)
        {
            // The tools or the packs of today no longer carry what was in force; the checked file is the only text that runs.
            var version = known ? entries.Find(e => e.Hash == hash)!.Version : await history.DraftAsync(client.Id, file.Text, "the file", MappingEntry.FromFile);
            await store.Writer.Write(t => publishing.Replace(t, client.Id, version, published.Version, file.Compiled, "the start of the hub", $"Version {published.Version} can no longer run with the tools of today."));
            inForce.Put(client.Id, file.Compiled, version);
            notes.Add($"{client.Id}: version {published.Version} of the rules can no longer run with the tools of today. The mapping file is in force as version {version}.");
            return;
        }

        inForce.Put(client.Id, compiled, published.Version);
        if (known)
        {
            return; // the file did not change; what came in force since was a person's word
        }

        var draft = await history.DraftAsync(client.Id, file.Text, "the file", MappingEntry.FromFile);
        if (client.PublishesFiles && published.Source == MappingEntry.FromFile)
        {
            await store.Writer.Write(t => publishing.Write(t, client.Id, draft, published.Version, OpenRuns.Finish, "the file", "The mapping file changed."));
            notes.Add($"{client.Id}: the mapping file changed and comes in force as version {draft}.");
            return;
        }

        notes.Add($"{client.Id}: the mapping file changed and waits as draft {draft}; version {published.Version}{(published.Source == MappingEntry.FromFile ? "" : ", which a person published,")} stays in force. "
            + $"Look with: hub mapping diff {client.Id}. Put it in force with: hub mapping publish {client.Id}");
    }
}
