using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace IntegrationHub.Hub.Storage;

/// <summary>Makes the context for the migration tools; no store is opened.</summary>
public sealed class HubDbDesign : IDesignTimeDbContextFactory<HubDb>
{
    /// <inheritdoc />
    public HubDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<HubDb>().UseSqlite("Data Source=design.db").Options);
}
