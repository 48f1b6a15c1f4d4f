using IntegrationHub.Hub.Dashboard.Queries;

namespace IntegrationHub.Hub.Cli;

/// <summary>Reads the log page by page through the API and remembers what it gave, so that following gives each entry once.</summary>
internal sealed class LogReader(HubApi api, LogQueryText query)
{
    private const int PageSize = 200;
    private const int MostPages = 50; // bounds one look; what is beyond is read with --from

    // Rows of one moment may become visible after later ones: a look goes back this far behind the newest.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);
    private readonly HashSet<(LogKind Kind, long Id, long At)> _given = [];
    private long _newest;

    /// <summary>The newest entries, oldest first.</summary>
    public async Task<ApiAnswer<IReadOnlyList<LogEntry>>> NewestAsync(int limit, CancellationToken stop) => Give(await PagesAsync(query, limit, stop));

    /// <summary>What came since the last look, oldest first.</summary>
    public async Task<ApiAnswer<IReadOnlyList<LogEntry>>> NewAsync(CancellationToken stop)
    {
        var back = DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(0, _newest - (long)Overlap.TotalMilliseconds));
        var since = query.From is { } from && from > back ? from : back;
        var answer = Give(await PagesAsync(query with { From = since }, int.MaxValue, stop));
        _given.RemoveWhere(g => g.At < back.ToUnixTimeMilliseconds());
        return answer;
    }

    private ApiAnswer<IReadOnlyList<LogEntry>> Give(ApiAnswer<IReadOnlyList<LogEntry>> rows)
    {
        if (rows.Value is null)
        {
            return rows;
        }

        var fresh = rows.Value.Where(r => _given.Add((r.Kind, r.Id, r.At))).OrderBy(r => r.At).ThenBy(r => r.Id).ToList();
        _newest = Math.Max(_newest, fresh.Count == 0 ? 0 : fresh[^1].At);
        return rows with { Value = fresh };
    }

    private async Task<ApiAnswer<IReadOnlyList<LogEntry>>> PagesAsync(LogQueryText asked, int limit, CancellationToken stop)
    {
        var rows = new List<LogEntry>();
        string? next = null;
        for (var page = 0; page < MostPages && rows.Count < limit && (page == 0 || next is not null); page++)
        {
            var answer = await api.GetAsync<Page<LogEntry>>(asked.Address(Math.Min(PageSize, limit - rows.Count), next), stop);
            if (answer.Value is null)
            {
                return new(null, answer.Code, answer.Problem);
            }

            rows.AddRange(answer.Value.Items);
            next = answer.Value.Next;
        }

        return new(rows, ExitCodes.Done, "");
    }
}
