using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Storage;

/// <summary>
/// The store: one file, one writer, any number of readers. Opened by ADO so that the first webhook need not wait for EF's model.
/// A lock file keeps a second process away from the same store.
/// </summary>
public sealed class HubStore : IAsyncDisposable
{
    private static readonly Version OldestSqlite = new(3, 51, 3); // earlier versions carry the WAL-reset corruption bug
    private const int MostReaders = 8;
    private readonly ConcurrentBag<StoreReader> _readers = [];
    private readonly FileStream _lock;
    private readonly string _readOnly;
    private readonly DbContextOptions<HubDb> _readOptions;
    private volatile bool _closed;

    private HubStore(string path, FileStream fileLock, StoreWriter writer)
    {
        (Path, _lock, Writer) = (path, fileLock, writer);
        _readOnly = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = 1 }.ToString();
        _readOptions = new DbContextOptionsBuilder<HubDb>().UseSqlite(_readOnly).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>Every write of the process goes through here.</summary>
    public StoreWriter Writer { get; }

    /// <summary>Opens the store, bringing its tables up to date first when they are older than this program.</summary>
    /// <exception cref="StoreUnavailableException">Another process holds the store, SQLite is too old, or a setting that durability needs did not take.</exception>
    public static HubStore Open(string path, ILoggerFactory logs)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        var fileLock = TakeLock(path);
        try
        {
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 1, Pooling = false }.ToString());
            connection.Open();
            Prepare(connection);
            if (!IsCurrent(connection))
            {
                using var context = new HubDb(new DbContextOptionsBuilder<HubDb>().UseSqlite(connection).Options);
                context.Database.Migrate();
            }

            return new HubStore(path, fileLock, new StoreWriter(connection, logs.CreateLogger<StoreWriter>()));
        }
        catch
        {
            fileLock.Dispose();
            throw;
        }
    }

    /// <summary>A read-only connection with its statements prepared; dispose it soon, so that another can have it.</summary>
    public StoreReader Read() => _readers.TryTake(out var reader) ? reader : new StoreReader(_readOnly, Keep);

    /// <summary>The highest row id that the process made, so that ids go on above it also when the clock went back.</summary>
    public long HighestId()
    {
        using var reader = Read();
        return new[] { "envelope", "body", "event", "contact", "decision", "action", "attempt", "alert", "approval", "fetch", "consent", "merge", "shared_rule" }.Max(table => reader.Scalar<long>($"select coalesce(max(id), 0) from {table}"));
    }

    /// <summary>A read-only, non-tracking context for pages and the API.</summary>
    public HubDb Context() => new(_readOptions);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        _closed = true;
        while (_readers.TryTake(out var reader))
        {
            reader.Close();
        }

        // Pooled connections outlive the file: a store that begins anew in its place would be read through them as the old one.
        using (var pool = new SqliteConnection(_readOnly))
        {
            SqliteConnection.ClearPool(pool);
        }

        await _lock.DisposeAsync();
    }

    private void Keep(StoreReader reader)
    {
        if (_closed || _readers.Count >= MostReaders)
        {
            reader.Close();
            return;
        }

        _readers.Add(reader);
    }

    private static FileStream TakeLock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new StoreUnavailableException($"The store {path} is in use by another hub process. Stop that one first, or give this one its own data folder.", e);
        }
    }

    private static void Prepare(SqliteConnection connection)
    {
        var version = Version.Parse(connection.ServerVersion);
        if (version < OldestSqlite)
        {
            throw new StoreUnavailableException($"SQLite {version} is too old: {OldestSqlite} or later is needed.");
        }

        Pragma(connection, "auto_vacuum=INCREMENTAL"); // counts only before the first table exists
        Pragma(connection, "journal_mode=WAL");
        Pragma(connection, "synchronous=FULL");
        Pragma(connection, "foreign_keys=ON");
        Pragma(connection, "wal_autocheckpoint=4000");
        Pragma(connection, "cache_size=-65536");
        Pragma(connection, "temp_store=MEMORY");
        if (Read(connection, "pragma journal_mode") != "wal" || Read(connection, "pragma synchronous") != "2")
        {
            throw new StoreUnavailableException("The store could not be set to write-ahead logging with full synchronisation; without both an answered webhook could be lost.");
        }
    }

    private static bool IsCurrent(SqliteConnection connection)
    {
        if (Read(connection, "select count(*) from sqlite_master where name='__EFMigrationsHistory'") == "0")
        {
            return false;
        }

        return Read(connection, "select max(MigrationId) from __EFMigrationsHistory") == LatestMigration.Id;
    }

    private static void Pragma(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma " + text;
        command.ExecuteNonQuery();
    }

    private static string? Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
