using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrationHub.Hub.Storage;

/// <summary>Id of the newest migration of this program, found without building EF's model.</summary>
internal static class LatestMigration
{
    /// <summary>The greatest migration id; ids begin with their time, so text order is age order.</summary>
    public static string Id { get; } = typeof(LatestMigration).Assembly.GetTypes()
        .Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Max(StringComparer.Ordinal)!;
}
