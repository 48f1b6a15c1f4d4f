using System.CommandLine;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.View;

namespace IntegrationHub.Hub.Cli;

/// <summary>Options that several commands share.</summary>
internal sealed class CliOptions
{
    /// <summary>The configuration file.</summary>
    public Option<string> Config { get; } = new("--config") { Description = "The configuration file.", HelpName = "FILE", DefaultValueFactory = _ => "connectors.json", Recursive = true };

    /// <summary>Where the running hub listens.</summary>
    public Option<string?> Url { get; } = new("--url") { Description = "Where the running hub listens. [default: `listen` of the configuration file]", HelpName = "ADDRESS" };

    /// <summary>JSON instead of tables.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON for programs." };

    /// <summary>The client.</summary>
    public Argument<string> Client { get; } = new("client") { Description = "The client's id." };

    /// <summary>Who acts.</summary>
    public Option<string> By { get; } = new("--by") { Description = "Who does it; shown on every page.", HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName is { Length: > 0 } name ? name : "the command line" };

    /// <summary>The terminal of a command.</summary>
    public Terminal Terminal(ParseResult result) => new(result, result.GetValue(Json));

    /// <summary>The API of the running hub; null when the address cannot be used, after saying so.</summary>
    public HubApi? Api(ParseResult result, Terminal terminal)
    {
        if (result.GetValue(Url) is not { Length: > 0 } text)
        {
            return new HubApi(Files(result).Listen);
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
        {
            return new HubApi(url);
        }

        terminal.Fail(ExitCodes.NoHub, $"'{text}' is no address of a hub. Write it as http://127.0.0.1:5080.");
        return null;
    }

    /// <summary>Asks the running hub about the client of the command and prints the answer: as JSON where that is wished, else for people.</summary>
    /// <param name="result">The command as it was given.</param>
    /// <param name="path">What is asked, below the client.</param>
    /// <param name="print">Prints it for people.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ShowAsync<T>(ParseResult result, string path, Action<Terminal, T> print, CancellationToken stop)
        where T : class
    {
        var terminal = Terminal(result);
        using var api = Api(result, terminal);
        return api is null ? ExitCodes.NoHub : await ShowAsync(result, terminal, api, path, print, stop);
    }

    /// <summary>The same for answers that are told in the client's words and time zone.</summary>
    /// <param name="result">The command as it was given.</param>
    /// <param name="path">What is asked, below the client.</param>
    /// <param name="time">The clock.</param>
    /// <param name="print">Prints it for people.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The exit code.</returns>
    public Task<int> ShowAsync<T>(ParseResult result, string path, TimeProvider time, Action<Terminal, ClientLens, T> print, CancellationToken stop)
        where T : class =>
        AskAsync(result, time, (terminal, api, lens) => ShowAsync<T>(result, terminal, api, path, (t, answer) => print(t, lens, answer), stop), stop);

    /// <summary>Does something with the running hub in the words and the time zone of the command's client; where no hub answers or there is no such client, it says so.</summary>
    /// <param name="result">The command as it was given.</param>
    /// <param name="time">The clock.</param>
    /// <param name="work">What is done; gives the exit code.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> AskAsync(ParseResult result, TimeProvider time, Func<Terminal, HubApi, ClientLens, Task<int>> work, CancellationToken stop)
    {
        var terminal = Terminal(result);
        using var api = Api(result, terminal);
        if (api is null)
        {
            return ExitCodes.NoHub;
        }

        var lens = await api.LensAsync(result.GetValue(Client)!, time, stop);
        return lens.Value is null ? terminal.Fail(lens.Code, lens.Problem) : await work(terminal, api, lens.Value);
    }

    private async Task<int> ShowAsync<T>(ParseResult result, Terminal terminal, HubApi api, string path, Action<Terminal, T> print, CancellationToken stop)
        where T : class
    {
        var answer = await api.GetAsync<T>($"clients/{Uri.EscapeDataString(result.GetValue(Client)!)}/{path}", stop);
        if (answer.Value is null)
        {
            return terminal.Fail(answer.Code, answer.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(answer.Value);
        }
        else
        {
            print(terminal, answer.Value);
        }

        return ExitCodes.Done;
    }

    /// <summary>The configuration as files alone say it: secrets that this shell does not have are no mistake, for nothing is called with them.</summary>
    public LoadedSetup Files(ParseResult result) => ConnectorsFile.Load(result.GetValue(Config)!, name => Environment.GetEnvironmentVariable(name) ?? "not set here");
}
