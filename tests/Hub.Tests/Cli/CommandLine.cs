using System.CommandLine;
using IntegrationHub.Hub.Cli;

namespace IntegrationHub.Hub.Tests.Cli;

/// <summary>Runs the hub's command line in this process and keeps what it says.</summary>
internal static class CommandLine
{
    public static Task<(int Code, string Out, string Error)> RunAsync(params string[] args) => RunAsync(new StringWriter(), CancellationToken.None, args);

    public static async Task<(int Code, string Out, string Error)> RunAsync(TextWriter output, CancellationToken stop, params string[] args)
    {
        var error = new StringWriter();
        var code = await HubCommand.Build().Parse(args).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, stop);
        return (code, output.ToString()!, error.ToString());
    }
}
