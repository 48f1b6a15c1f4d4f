namespace IntegrationHub.Mappings.Documents;

/// <summary>Where a caret stands in a JSON text that is still being written. Pure; the text need not be complete.</summary>
/// <param name="Path">The way from the outermost object to the one around the caret: names of properties, and <c>[]</c> for an item of a list.</param>
/// <param name="Key">Name of the property whose value is written; null while a name is written, and inside a list.</param>
/// <param name="InList">True when an item of a list is written.</param>
/// <param name="Names">Names that the object around the caret has already.</param>
/// <param name="Typed">What was typed of the word so far, without its quote.</param>
/// <param name="From">Where the word begins.</param>
/// <param name="To">Where it ends: behind its closing quote when there is one on the line.</param>
public sealed record JsonPlace(IReadOnlyList<string> Path, string? Key, bool InList, IReadOnlySet<string> Names, string Typed, int From, int To)
{
    /// <summary>True when the name of a property is written.</summary>
    public bool IsName => Key is null && !InList;

    /// <summary>Finds the place; null when the caret stands outside of every object.</summary>
    public static JsonPlace? At(string text, int caret)
    {
        caret = Math.Clamp(caret, 0, text.Length);
        var stack = new Stack<Frame>();
        var place = 0;
        while (place < caret)
        {
            var next = Step(text, place, stack);
            if (next > caret && text[place] == '"')
            {
                var end = text.IndexOfAny(['"', '\n', ',', '{', '}'], caret);
                return Of(stack, text[(place + 1)..caret], place, end >= 0 && text[end] == '"' ? end + 1 : caret, text);
            }

            place = next;
        }

        var from = caret;
        while (from > 0 && (char.IsLetterOrDigit(text[from - 1]) || text[from - 1] is '.' or '-'))
        {
            from--;
        }

        return Of(stack, text[from..caret], from, caret, text);
    }

    private static JsonPlace? Of(Stack<Frame> stack, string typed, int from, int to, string text)
    {
        if (!stack.TryPeek(out var top))
        {
            return null;
        }

        // What follows in the same object has its names too.
        var (depth, place) = (stack.Count, to);
        while (place < text.Length && stack.Count >= depth)
        {
            place = Step(text, place, stack, depth);
        }

        var path = top.Path.ToList();
        return new(path, top.IsObject && top.AtValue ? top.Key : null, !top.IsObject, top.Names, typed, from, to);
    }

    // One token on; strings, comments and everything else.
    private static int Step(string text, int place, Stack<Frame> stack, int depth = -1)
    {
        var c = text[place];
        stack.TryPeek(out var top);
        var writes = depth < 0 || stack.Count > depth; // behind the caret the frame around it keeps its state and only gathers names
        switch (c)
        {
            case '{' or '[':
                stack.Push(new Frame(c == '{', top is null ? [] : [.. top.Path, top.IsObject ? top.Key ?? "" : "[]"]));
                return place + 1;
            case '}' or ']':
                stack.TryPop(out _);
                return place + 1;
            case ':' when top is not null && writes:
                top.AtValue = true;
                return place + 1;
            case ',' when top is not null && writes:
                top.AtValue = false;
                return place + 1;
            case '/' when place + 1 < text.Length && text[place + 1] is '/' or '*':
                var close = text[place + 1] == '/' ? text.IndexOf('\n', place) : text.IndexOf("*/", place + 2, StringComparison.Ordinal) + 1;
                return close <= 0 ? text.Length : close + 1;
            case '"':
                var end = place + 1;
                while (end < text.Length && text[end] != '"' && text[end] != '\n')
                {
                    end += text[end] == '\\' ? 2 : 1;
                }

                end = Math.Min(end, text.Length);
                if (end < text.Length && text[end] == '"' && top is { IsObject: true })
                {
                    var rest = text.AsSpan(end + 1).TrimStart();
                    if (rest.Length > 0 && rest[0] == ':')
                    {
                        top.Names.Add(text[(place + 1)..end]);
                        top.Key = writes ? text[(place + 1)..end] : top.Key;
                    }
                }

                return Math.Min(end + 1, text.Length);
            default:
                return place + 1;
        }
    }

    private sealed class Frame(bool isObject, IReadOnlyList<string> path)
    {
        public bool IsObject { get; } = isObject;

        public IReadOnlyList<string> Path { get; } = path;

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public string? Key { get; set; }

        public bool AtValue { get; set; }
    }
}
