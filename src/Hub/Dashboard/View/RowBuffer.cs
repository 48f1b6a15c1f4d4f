using IntegrationHub.Hub.Dashboard.Queries;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>Rows of a long list, read page by page as somebody scrolls; it never holds more than <see cref="Most"/>.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public sealed class RowBuffer<T>(int pageSize)
{
    /// <summary>Most rows that one viewer can scroll through; a filter reaches the others.</summary>
    public const int Most = 2000;

    private readonly List<T> _items = [];

    /// <summary>Rows read so far, in the list's order.</summary>
    public IReadOnlyList<T> Items => _items;

    /// <summary>Cursor of the next page; null at the end.</summary>
    public string? Next { get; private set; }

    /// <summary>True when there are more rows, but the viewer has scrolled through as many as one may.</summary>
    public bool IsFull => Next is not null && _items.Count >= Most;

    /// <summary>True when older rows than those of the first page were read.</summary>
    public bool IsDeep => _items.Count > pageSize;

    /// <summary>How many rows the list should pretend to have: those at hand, and a page of place holders when there are more.</summary>
    public int Expected => _items.Count + (Next is null || IsFull ? 0 : pageSize / 2);

    /// <summary>Begins anew with the first page.</summary>
    public void Begin(Page<T> page)
    {
        _items.Clear();
        _items.AddRange(page.Items);
        Next = page.Next;
    }

    /// <summary>Reads pages until so many rows are at hand, the list ends, or the buffer is full.</summary>
    public async ValueTask ReachAsync(int count, Func<PageCursor, ValueTask<Page<T>>> read)
    {
        while (_items.Count < count && Next is not null && !IsFull && PageCursor.TryParse(Next, out var after))
        {
            var page = await read(after);
            _items.AddRange(page.Items);
            Next = page.Items.Count == 0 ? null : page.Next;
        }
    }

    /// <summary>The rows of a window.</summary>
    public IEnumerable<T> Window(int start, int count) => _items.Skip(start).Take(count);
}
