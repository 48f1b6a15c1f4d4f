using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

/// <summary>Writes JSON as people write a mapping: what fits on a line stands on one, what does not is broken at its outermost braces.</summary>
public static class JsonLayout
{
    private const int Width = 110;

    /// <summary>Writes a token.</summary>
    /// <param name="token">What to write.</param>
    /// <param name="indent">Spaces before every line but the first.</param>
    /// <param name="open">True when its outermost braces are broken though all would fit on a line.</param>
    public static string Write(JToken token, int indent = 0, bool open = false)
    {
        var text = new StringBuilder();
        Write(text, token, indent, 0, open);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JToken token, int indent, int used, bool broken = false)
    {
        var line = Line(token);
        if (token is not JContainer { HasValues: true } container || (!broken && indent + used + line.Length <= Width))
        {
            text.Append(line);
            return;
        }

        var (open, close) = container is JObject ? ('{', '}') : ('[', ']');
        text.Append(open);
        var first = true;
        foreach (var item in container.Children())
        {
            text.Append(first ? "\n" : ",\n").Append(' ', indent + 2);
            first = false;
            if (item is JProperty property)
            {
                var name = JsonConvert.ToString(property.Name) + ": ";
                text.Append(name);
                Write(text, property.Value, indent + 2, name.Length);
            }
            else
            {
                Write(text, item, indent + 2, 0);
            }
        }

        text.Append('\n').Append(' ', indent).Append(close);
    }

    private static string Line(JToken token) => token switch
    {
        JObject { HasValues: true } item => "{ " + string.Join(", ", item.Properties().Select(p => JsonConvert.ToString(p.Name) + ": " + Line(p.Value))) + " }",
        JArray { HasValues: true } list => "[ " + string.Join(", ", list.Select(Line)) + " ]",
        _ => token.ToString(Formatting.None),
    };
}
