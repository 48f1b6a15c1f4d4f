using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;
using Microsoft.AspNetCore.Components;

namespace IntegrationHub.Hub.Dashboard.Shell;

/// <summary>
/// A page that reads itself again while it is open: at most once a second, only when something was written, never while the tab is behind others, and never for more than
/// a tenth of the time. A slow viewer drops refreshes, not data.
/// </summary>
public abstract partial class LivePage : ComponentBase, IDisposable
{
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(15); // "waits until 9:30" grows old without any write
    private readonly CancellationTokenSource _gone = new();
    private bool _beating;
    private long _commits;
    private long _readAt;
    private TimeSpan _took;
    private DateTimeOffset? _lastGood;

    /// <summary>Why the page is not up to date; null when it is.</summary>
    public PageTrouble? Trouble { get; private set; }

    /// <summary>The zone in which the page tells times.</summary>
    public virtual TimeZoneInfo Zone => TimeZoneInfo.Utc;

    /// <summary>The setup in force.</summary>
    [Inject]
    protected CurrentSetup Setup { get; set; } = null!;

    /// <summary>The clock.</summary>
    [Inject]
    protected TimeProvider Time { get; set; } = null!;

    /// <summary>Where the browser is.</summary>
    [Inject]
    protected NavigationManager Nav { get; set; } = null!;

    [Inject]
    private HubStore Store { get; set; } = null!;

    [Inject]
    private Attention Attention { get; set; } = null!;

    [Inject]
    private ILogger<LivePage> Logger { get; set; } = null!;

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

    /// <summary>Reads the page again because a person asked for it.</summary>
    public async Task RetryAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    /// <summary>Reads the page's rows.</summary>
    protected abstract Task LoadAsync();

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => ReadAsync();

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && !_beating)
        {
            _beating = true;
            _ = BeatAsync(_gone.Token);
        }
    }

    /// <summary>Reads the rows now. A store that does not answer leaves what is there, with the reason in <see cref="Trouble"/>.</summary>
    protected async Task ReadAsync()
    {
        _commits = Store.Writer.Commits;
        var began = Stopwatch.GetTimestamp();
        try
        {
            await LoadAsync();
            (Trouble, _lastGood) = (null, Time.GetUtcNow());
        }
        catch (Exception e) when (e is DbException or StoreUnavailableException or JsonException or TimeoutException)
        {
            var code = "E-READ · " + Guid.CreateVersion7(Time.GetUtcNow()).ToString("N")[^8..];
            Trouble = new PageTrouble(code, e is JsonException ? "A stored record could not be read." : "The store did not answer.", _lastGood);
            LogTrouble(Logger, e, GetType().Name, code);
        }

        (_readAt, _took) = (Stopwatch.GetTimestamp(), Stopwatch.GetElapsedTime(began));
    }

    private bool IsDue()
    {
        var since = Stopwatch.GetElapsedTime(_readAt);
        return since >= _took * 10 && (Trouble is not null || since >= Stale || Store.Writer.Commits != _commits);
    }

    private async Task BeatAsync(CancellationToken stop)
    {
        try
        {
            using var timer = new PeriodicTimer(Beat, Time);
            while (await timer.WaitForNextTickAsync(stop))
            {
                if (!IsPaused && Attention.IsLooking && IsDue())
                {
                    await InvokeAsync(RetryAsync);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the page was left
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e); // the frame around the page says so
        }
    }

    [LoggerMessage(EventId = 7001, Level = LogLevel.Error, Message = "{Page} could not be read ({Code}); what it showed stays.")]
    private static partial void LogTrouble(ILogger logger, Exception exception, string page, string code);
}
