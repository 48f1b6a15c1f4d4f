namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The items, in the list's order.</param>
/// <param name="Next">Cursor of the page after this one; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>Cuts a page out of rows that were read with one more than asked for.</summary>
    public static Page<T> Cut(List<T> rows, int limit, Func<T, PageCursor> cursorOf) =>
        rows.Count <= limit ? new Page<T>(rows, null) : new Page<T>(rows.GetRange(0, limit), cursorOf(rows[limit - 1]).ToString());
}
