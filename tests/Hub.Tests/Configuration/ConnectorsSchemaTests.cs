using IntegrationHub.Hub.Configuration;

namespace IntegrationHub.Hub.Tests.Configuration;

public sealed class ConnectorsSchemaTests
{
    [Fact]
    public void The_schema_file_is_fresh()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "connectors.schema.json")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        Assert.True(
            ConnectorsSchema.Text() == File.ReadAllText(Path.Combine(folder.FullName, "connectors.schema.json")).ReplaceLineEndings("\n"),
            "connectors.schema.json is out of date: write it anew with `hub schema > connectors.schema.json`.");
    }
}
