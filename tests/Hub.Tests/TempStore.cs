using IntegrationHub.Hub.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationHub.Hub.Tests;

/// <summary>A real store in a folder of its own, gone afterwards.</summary>
public sealed class TempStore : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-test-").FullName;

    public TempStore() => Store = HubStore.Open(Path, NullLoggerFactory.Instance);

    public HubStore Store { get; }

    public string Path => System.IO.Path.Combine(_folder, "hub.db");

    public List<T> Query<T>(string sql, Func<Microsoft.Data.Sqlite.SqliteDataReader, T> row)
    {
        using var reader = Store.Read();
        return reader.Query(sql, row);
    }

    public long Count(string sql)
    {
        using var reader = Store.Read();
        return reader.Scalar<long>(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, true);
    }
}
