using System.Text.RegularExpressions;
using DotLiquid;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Words;

/// <summary>A text with Liquid as people read it who know nothing of Liquid: what is filled in later stands in brackets.</summary>
internal static partial class LiquidWords
{
    /// <summary>The text with brackets, and whether parts of it depend on the case.</summary>
    internal static (string Text, bool Varies) Of(Argument argument)
    {
        if (argument.Liquid is not { } liquid)
        {
            return (argument.Fixed.ToString(), false);
        }

        var varies = liquid.Source.Contains("{%", StringComparison.Ordinal);

        // What is reckoned with finds no number; then all forms of the text stand one after the other.
        var text = ReckonedPattern().IsMatch(liquid.Source) ? null : liquid.Render(Blanks(liquid.Source)).Text;
        return (text ?? SpacesPattern().Replace(TagPattern().Replace(OutputPattern().Replace(liquid.Source, m => Bracket(m.Groups[1].Value)), " "), " ").Trim(), varies);
    }

    // Every value that the text names, as its own name in brackets; as a list of one where the text treats it as a list.
    private static Hash Blanks(string source)
    {
        var values = new Hash();
        foreach (Match named in PathPattern().Matches(source))
        {
            var parts = named.Groups[1].Value.Split('.');
            var place = values;
            foreach (var part in parts[..^1])
            {
                place = place[part] is Hash known ? known : (Hash)(place[part] = new Hash());
            }

            if (place[parts[^1]] is not Hash)
            {
                place[parts[^1]] = named.Groups[2].Success ? new List<object> { Bracket(named.Groups[1].Value) } : Bracket(named.Groups[1].Value);
            }
        }

        return values;
    }

    private static string Bracket(string path) => "[" + FieldWords.Say(path.Trim()).Replace("their ", "", StringComparison.Ordinal).Replace("the ", "", StringComparison.Ordinal) + "]";

    [GeneratedRegex(@"\{\{\s*([A-Za-z_.0-9]*)[^}]*\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex OutputPattern();

    [GeneratedRegex(@"\{%[^%]*%\}", RegexOptions.NonBacktracking)]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"\b((?:event|contact|client|run)(?:\.[A-Za-z_0-9]+)+)(\s*\|\s*(?:join|first|last))?", RegexOptions.NonBacktracking)]
    private static partial Regex PathPattern();

    [GeneratedRegex(@"\|\s*(?:plus|minus|times|divided_by|round|ceil|floor|abs|size)\b", RegexOptions.NonBacktracking)]
    private static partial Regex ReckonedPattern();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex SpacesPattern();
}
