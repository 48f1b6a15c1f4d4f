using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using Microsoft.AspNetCore.Components;

namespace IntegrationHub.Hub.Dashboard.Shell;

/// <summary>A page of one client.</summary>
public abstract class ClientPage : LivePage
{
    /// <summary>Client id of the address.</summary>
    [Parameter]
    public string Client { get; set; } = "";

    /// <inheritdoc />
    public override TimeZoneInfo Zone => Lens is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(Lens.Client.TimeZone);

    /// <summary>How things read for this client; null when there is no such client.</summary>
    protected ClientLens? Lens { get; private set; }

    /// <summary>The client's rules.</summary>
    [Inject]
    protected MappingsQuery Mappings { get; set; } = null!;

    /// <summary>Reads the page's rows; the lens is there.</summary>
    protected abstract Task LoadAsync(ClientLens lens);

    /// <inheritdoc />
    protected sealed override async Task LoadAsync()
    {
        Lens = Setup.Value.Clients.TryGetValue(Client, out var client) ? new ClientLens(client, Time.GetUtcNow(), Mappings.ModelOf(client)) : null;
        if (Lens is not null)
        {
            await LoadAsync(Lens);
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (Lens is null)
        {
            Nav.NotFound();
        }
    }
}
