using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.View;
using Microsoft.AspNetCore.Components;

namespace IntegrationHub.Hub.Dashboard.Shell;

/// <summary>A page of one client that reads itself again while it is open; a slow viewer drops refreshes, not data.</summary>
public abstract class ClientPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private bool _beating;

    /// <summary>Client id of the address.</summary>
    [Parameter]
    public string Client { get; set; } = "";

    /// <summary>The setup in force.</summary>
    [Inject]
    protected CurrentSetup Setup { get; set; } = null!;

    /// <summary>The clock.</summary>
    [Inject]
    protected TimeProvider Time { get; set; } = null!;

    /// <summary>Where the browser is.</summary>
    [Inject]
    protected NavigationManager Nav { get; set; } = null!;

    /// <summary>How things read for this client; null when there is no such client.</summary>
    protected ClientLens? Lens { get; private set; }

    /// <summary>True while the page shows what it has and asks for nothing new.</summary>
    protected bool IsPaused { get; set; }

    /// <summary>How often the page looks; never under a second.</summary>
    protected virtual TimeSpan Beat => TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads the page's rows; the lens is there.</summary>
    protected abstract Task LoadAsync(ClientLens lens);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await ReadAsync();
        if (Lens is null)
        {
            Nav.NotFound();
        }
    }

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && !_beating)
        {
            _beating = true;
            _ = BeatAsync(_gone.Token);
        }
    }

    /// <summary>Reads the rows now.</summary>
    protected async Task ReadAsync()
    {
        Lens = Setup.Value.Clients.TryGetValue(Client, out var client) ? new ClientLens(client, Time.GetUtcNow()) : null;
        if (Lens is not null)
        {
            await LoadAsync(Lens);
        }
    }

    private async Task BeatAsync(CancellationToken stop)
    {
        try
        {
            using var timer = new PeriodicTimer(Beat, Time);
            while (await timer.WaitForNextTickAsync(stop))
            {
                if (!IsPaused)
                {
                    await InvokeAsync(async () =>
                    {
                        await ReadAsync();
                        StateHasChanged();
                    });
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the page was left
        }
    }
}
