using System.Globalization;
using System.Text.RegularExpressions;
using DotLiquid;

namespace IntegrationHub.Mappings.Documents;

/// <summary>
/// A text with Liquid, parsed once. Only a closed list of tags and filters is offered (none that can multiply a text), so work and length are bounded by count; what a
/// contact is called is never read as a template.
/// </summary>
public sealed partial class LiquidText
{
    /// <summary>Longest template, in characters.</summary>
    public const int MaxSource = 4000;

    /// <summary>Longest result, in characters.</summary>
    public const int MaxOutput = 10_000;

    /// <summary>Loops within loops: each goes over at most 1,000 items, and what runs is their product.</summary>
    public const int MaxLoops = 2;

    /// <summary>Filters of one value: <c>append</c> makes it longer each time.</summary>
    public const int MaxFilters = 8;

    private static readonly HashSet<string> Tags = ["if", "elsif", "else", "endif", "unless", "endunless", "case", "when", "endcase", "for", "endfor", "comment", "endcomment"];
    private static readonly HashSet<string> Filters =
        ["upcase", "downcase", "capitalize", "default", "strip", "truncate", "truncatewords", "round", "ceil", "floor", "abs", "plus", "minus", "times", "divided_by",
         "first", "last", "size", "join", "append", "prepend", "escape", "url_encode"];
    private static readonly HashSet<string> Roots = ["event", "contact", "client", "run", "forloop"];

    private readonly Template _template;

    static LiquidText() => Template.DefaultIsThreadSafe = true;

    private LiquidText(string source, Template template) => (Source, _template) = (source, template);

    /// <summary>The text as written.</summary>
    public string Source { get; }

    /// <summary>Parses a text; a problem in words when it is not accepted.</summary>
    public static (LiquidText? Text, string? Problem) Parse(string source)
    {
        if (source.Length > MaxSource)
        {
            return (null, $"the text has {source.Length} characters, at most {MaxSource} are allowed");
        }

        var loops = 0;
        foreach (Match tag in TagPattern().Matches(source))
        {
            loops += tag.Groups[1].Value switch { "for" => 1, "endfor" => -1, _ => 0 };
            if (loops > MaxLoops)
            {
                return (null, $"loops may stand in each other {MaxLoops} deep");
            }

            if (!Tags.Contains(tag.Groups[1].Value))
            {
                return (null, $"the tag '{tag.Groups[1].Value}' is not offered");
            }

            if (tag.Value.Contains("..", StringComparison.Ordinal))
            {
                return (null, "ranges are not offered");
            }
        }

        foreach (Match output in OutputPattern().Matches(source))
        {
            var parts = QuotedPattern().Replace(output.Groups[1].Value, "''").Split('|');
            var root = RootPattern().Match(parts[0]);
            if (root.Success && !Roots.Contains(root.Groups[1].Value) && !source.Contains("for " + root.Groups[1].Value + " in ", StringComparison.Ordinal))
            {
                return (null, $"'{root.Groups[1].Value}' is unknown; event, contact, client and run are offered");
            }

            if (parts.Length - 1 > MaxFilters)
            {
                return (null, $"a value may pass {MaxFilters} filters");
            }

            if (parts.Skip(1).Select(p => p.Split(':')[0].Trim()).FirstOrDefault(f => !Filters.Contains(f)) is { } filter)
            {
                return (null, $"the filter '{filter}' is not offered");
            }
        }

        try
        {
            return (new(source, Template.Parse(source)), null);
        }
        catch (DotLiquid.Exceptions.LiquidException problem)
        {
            return (null, "the text is not valid Liquid: " + problem.Message);
        }
    }

    /// <summary>Fills the text in; a problem in words when a counted limit was reached.</summary>
    public (string? Text, string? Problem) Render(Hash values)
    {
        try
        {
            using var text = new BoundedText();
            _template.Render(text, new RenderParameters(CultureInfo.InvariantCulture)
            {
                LocalVariables = values, MaxIterations = 1000, ErrorsOutputMode = ErrorsOutputMode.Rethrow,
            });
            return (text.ToString(), null);
        }
        catch (TextTooLongException)
        {
            return (null, $"the text grew beyond {MaxOutput} characters");
        }
        catch (Exception problem) when (problem is DotLiquid.Exceptions.LiquidException or DotLiquid.Exceptions.RenderException or ArithmeticException or InvalidCastException or InvalidOperationException or FormatException or ArgumentException)
        {
            return (null, "the text could not be filled in: " + problem.Message);
        }
    }

    // Ends while it is being written: loops over long values would fill the memory before anybody looked at the length.
    private sealed class BoundedText() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override void Write(char value)
        {
            Check(1);
            base.Write(value);
        }

        public override void Write(string? value)
        {
            Check(value?.Length ?? 0);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Check(count);
            base.Write(buffer, index, count);
        }

        private void Check(int more)
        {
            if (GetStringBuilder().Length + more > MaxOutput)
            {
                throw new TextTooLongException();
            }
        }
    }

    private sealed class TextTooLongException : Exception;

    [GeneratedRegex(@"\{%-?\s*([^\s%]*)[^%]*", RegexOptions.NonBacktracking)]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"\{\{([^}]*)\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex OutputPattern();

    [GeneratedRegex("'[^']*'|\"[^\"]*\"", RegexOptions.NonBacktracking)]
    private static partial Regex QuotedPattern();

    [GeneratedRegex(@"^-?\s*([A-Za-z_][A-Za-z_0-9]*)", RegexOptions.NonBacktracking)]
    private static partial Regex RootPattern();
}
