using System.Text;

namespace IntegrationHub.Hub.Tests.Cli;

/// <summary>An output that a test reads while a command still writes.</summary>
internal sealed class SharedOutput : TextWriter
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_text)
        {
            _text.Append(value);
        }
    }

    /// <summary>The lines that are whole.</summary>
    public IReadOnlyList<string> Lines()
    {
        lock (_text)
        {
            var text = _text.ToString();
            return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    public override string ToString()
    {
        lock (_text)
        {
            return _text.ToString();
        }
    }
}
