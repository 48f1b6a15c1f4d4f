using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrationHub.Hub.Storage;

/// <summary>Id of the newest migration of this program, found without building EF's model.</summary>
internal static class LatestMigration
{
    /// <summary>The greatest migration id; ids begin with their time, so text order is age order.</summary>
    public static string Id { get; } = typeof(LatestMigration).Assembly.GetTypes()
        .Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Max(StringComparer.Ordinal)!;

    /// <summary>The newest migration that a store has; null when there is no store yet, or one without tables.</summary>
    /// <exception cref="SqliteException">The file is no store.</exception>
    public static string? In(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from sqlite_master where name='__EFMigrationsHistory'";
        if (Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) == 0)
        {
            return null;
        }

        command.CommandText = "select max(MigrationId) from __EFMigrationsHistory";
        return command.ExecuteScalar() as string;
    }
}
