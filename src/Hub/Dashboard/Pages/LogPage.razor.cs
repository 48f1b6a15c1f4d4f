using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;

namespace IntegrationHub.Hub.Dashboard.Pages;

/// <summary>The log: a list that stays where it is while somebody reads, and the chain of one row beside it.</summary>
public sealed partial class LogPage
{
    private const int PageSize = 100;
    private const int SliceCount = 48;
    private const int Most = RowBuffer<LogEntry>.Most;
    private static readonly TimeSpan Slice = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan SayAgain = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CountAgain = TimeSpan.FromSeconds(10);
    private static readonly (string, string)[] Kinds = [("event", "Event"), ("decision", "Decision"), ("action", "Action"), ("envelope", "Envelope")];
    private static readonly (string, string)[] Results = [("done", "Done"), ("no", "Did not happen"), ("waits", "Waits"), ("failed", "Failed"), ("uncertain", "May have happened")];

    private readonly RowBuffer<LogEntry> _rows = new(PageSize);
    private Virtualize<(int Index, LogEntry Row)>? _list;
    private IReadOnlyList<string> _rules = [];
    private IReadOnlyList<TroubleView> _troubles = [];
    private IReadOnlyList<(int All, int Failed)> _slices = [];
    private DateTimeOffset _slicesFrom;
    private LogFilter _filter = new();
    private Chain? _chain;
    private (LogKind Kind, long Id)? _open;
    private string _shown = "", _finding = "", _said = "", _title = "";
    private long _saidAt, _countedAt;
    private int _fresh, _count;
    private bool _read, _virtual, _hovered, _focused;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Q { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "result")]
    private string? Result { get; set; }

    [SupplyParameterFromQuery(Name = "tool")]
    private string? Tool { get; set; }

    [SupplyParameterFromQuery(Name = "rule")]
    private string? Rule { get; set; }

    [SupplyParameterFromQuery(Name = "stage")]
    private string? Stage { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "open")]
    private string? Open { get; set; }

    /// <inheritdoc />
    protected override TimeSpan Beat => TimeSpan.FromSeconds(1);

    private IReadOnlyList<(string Value, string Text)> Tools => [.. Lens!.Client.Connections.Select(c => (c.Id, Lens.Tool(c.Id))), ("hub", "Hub")];

    // Somebody reads or has scrolled: the list must not move under the pointer.
    private bool IsHeld => _open is not null || _hovered || _focused || _rows.IsDeep;

    /// <inheritdoc />
    protected override async Task LoadAsync(ClientLens lens)
    {
        _filter = LogAddress.Read(Q, Kind, Result, Tool, Rule, From, To, lens, Stage);
        var address = Address(_filter, From, To);
        var page = Query.Read(Client, _filter, PageCursor.Top, PageSize);
        var moved = _shown != address;
        if (!moved && IsHeld)
        {
            var top = _rows.Items.Count == 0 ? 0 : _rows.Items[0].At;
            _fresh = page.Items.Count(r => r.At > top);
            Say(_fresh == 0 ? "" : $"{_fresh} new");
        }
        else
        {
            _rows.Begin(page);
            _fresh = 0;
            if (_list is not null)
            {
                await _list.RefreshDataAsync();
            }
        }

        Survey(lens, moved);
        (_shown, _read) = (address, true);
        await OpenAsync(lens);
    }

    // Counts and bars are read now and then: nobody needs them to the second.
    private void Survey(ClientLens lens, bool moved)
    {
        if (!moved && System.Diagnostics.Stopwatch.GetElapsedTime(_countedAt) < CountAgain)
        {
            return;
        }

        _countedAt = System.Diagnostics.Stopwatch.GetTimestamp();
        _count = Query.Count(Client, _filter);
        _rules = Query.Rules(Client);
        _troubles = [.. Troubles.Read(Client, lens.DayStart(6)).Select(t => TroubleView.Of(t, lens))];
        var day = _filter.From is { } from ? lens.Local(from.ToUnixTimeMilliseconds()).Date : (DateTime?)null;
        _slicesFrom = day is null ? lens.Now.AddMinutes(30 - (lens.Now.Minute % 30)).AddSeconds(-lens.Now.Second) - (Slice * SliceCount)
            : lens.DayStart((lens.Local(lens.Now.ToUnixTimeMilliseconds()).Date - day.Value).Days);
        _slices = Troubles.Slices(Client, _slicesFrom, Slice, SliceCount);
        _finding = "Everything that came in, what was decided and what was done, newest first."
            + (_troubles.Count == 0 ? " Nothing failed in the last seven days." : $" {Words.Count(_troubles.Count, "kind of failure", "kinds of failure")} in the last seven days.");
    }

    private async Task OpenAsync(ClientLens lens)
    {
        var open = LogAddress.Opened(Open);
        if (open == _open && (open is null || _chain is { IsSettled: true }))
        {
            return;
        }

        (_open, _chain) = (open, open is { } o ? await Chains.ReadAsync(Client, o.Kind, o.Id) : null);
        _title = _chain is null ? "" : ChainTitle.Of(_chain, open!.Value, lens);
    }

    private async ValueTask<ItemsProviderResult<(int Index, LogEntry Row)>> WindowAsync(ItemsProviderRequest request)
    {
        await _rows.ReachAsync(request.StartIndex + request.Count, after => ValueTask.FromResult(Query.Read(Client, _filter, after, PageSize)));
        if (!_virtual)
        {
            _virtual = true; // the rows drawn before any script ran give way
            StateHasChanged();
        }

        return new(_rows.Window(request.StartIndex, request.Count).Select((row, i) => (request.StartIndex + i, row)), _rows.Expected);
    }

    private async Task ShowFresh()
    {
        _rows.Begin(Query.Read(Client, _filter, PageCursor.Top, PageSize));
        _fresh = 0;
        if (_list is not null)
        {
            await _list.RefreshDataAsync();
        }
    }

    private void Say(string what)
    {
        if (System.Diagnostics.Stopwatch.GetElapsedTime(_saidAt) >= SayAgain)
        {
            (_said, _saidAt) = (what, System.Diagnostics.Stopwatch.GetTimestamp());
        }
    }

    private void Show(LogEntry row) => Nav.NavigateTo(Address(_filter, From, To, LogAddress.Mark(row.Kind, row.Id)));

    private void Go(LogFilter filter) => Nav.NavigateTo(Address(filter, From, To));

    private string Address(LogFilter filter, string? from, string? to, string? open = null) => LogAddress.Write(Client, filter, from, to, open);

    private static string? Word<T>(T? word) where T : struct, Enum => word?.ToString().ToLowerInvariant();
}
