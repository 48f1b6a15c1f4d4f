using System.CommandLine;
using System.Text;
using System.Text.Json;
using IntegrationHub.Hub.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace IntegrationHub.Hub.Cli;

/// <summary>Where a command speaks: results to the output, what went wrong to the error stream. Vendor text is shown as text: no control character of it reaches the terminal.</summary>
internal sealed class Terminal
{
    private const int WidthOfFiles = 220; // a pipe has no width: rows stay whole
    private readonly IAnsiConsole _console;
    private readonly TextWriter _output;
    private readonly TextWriter _error;

    /// <summary>Opens it for one run of a command.</summary>
    public Terminal(ParseResult result, bool json)
    {
        (_output, _error, Json) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, json);
        var output = new AnsiConsoleOutput(_output);
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = output, Ansi = output.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No });
        if (!output.IsTerminal)
        {
            _console.Profile.Width = WidthOfFiles;
        }

        CanAsk = output.IsTerminal && !Console.IsInputRedirected && !json && _console.Profile.Capabilities.Interactive;
    }

    /// <summary>True when JSON is wanted instead of tables.</summary>
    public bool Json { get; }

    /// <summary>True when a person sits there who can be asked.</summary>
    public bool CanAsk { get; }

    /// <summary>A text that may hold what a vendor or a customer wrote, safe for a terminal and on one line.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var clean = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            clean.Append(letter is '\n' or '\r' or '\t' ? ' ' : char.IsControl(letter) || letter is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' ? '\uFFFD' : letter);
        }

        return clean.ToString();
    }

    /// <summary>One line.</summary>
    public void Line(string? text = null) => _output.WriteLine(Clean(text));

    /// <summary>A value as one line of JSON.</summary>
    public void WriteJson<T>(T value) => _output.WriteLine(JsonSerializer.Serialize(value, ApiJson.Options));

    /// <summary>A table whose cells are plain text; the columns named here keep their text on one line.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => (IRenderable)new Text(Clean(cell))));
        }

        _console.Write(table);
    }

    /// <summary>Asks a person to choose.</summary>
    public string Choose(string question, params string[] choices) =>
        _console.Prompt(new SelectionPrompt<string>().Title(Markup.Escape(Clean(question))).UseConverter(Markup.Escape).AddChoices(choices));

    /// <summary>Runs long work with a progress bar where somebody watches.</summary>
    public Task<T> Progress<T>(string what, Func<Action<double>, Task<T>> work) => Json || !_console.Profile.Out.IsTerminal
        ? work(static _ => { })
        : _console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            var task = progress.AddTask(Markup.Escape(what), maxValue: 1);
            return await work(part => task.Value = part);
        });

    /// <summary>Says what went wrong; gives the code to end with.</summary>
    public int Fail(int code, string text)
    {
        _error.WriteLine(Clean(text));
        return code;
    }
}
