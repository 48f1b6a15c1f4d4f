using System.Globalization;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Where a page ends: time and id of its last row. Lists run from new to old, so the next page holds what is smaller.</summary>
/// <param name="At">Unix milliseconds.</param>
/// <param name="Id">Row id.</param>
public readonly record struct PageCursor(long At, long Id)
{
    /// <summary>Before the first row of any list.</summary>
    public static PageCursor Top { get; } = new(long.MaxValue, long.MaxValue);

    /// <summary>Reads a cursor; nothing means the top. False for a text that no page gave.</summary>
    public static bool TryParse(string? text, out PageCursor cursor)
    {
        cursor = Top;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1
            || !long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || !long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        cursor = new PageCursor(at, id);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}.{Id}");
}
