namespace IntegrationHub.Connectors.Tests;

/// <summary>A test over the team's reference data; skipped with a message where the data is not beside the repository.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (SharedData.Folder is null)
        {
            Skip = "The reference data folder is not beside this repository.";
        }
    }
}
