using System.CommandLine;
using IntegrationHub.Hub.Secrets;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub keys rotate</c>: a new key for stored logins.</summary>
internal static class KeysCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options)
    {
        var rotate = new Command("rotate", "Make a new key; at the next start everything is encrypted with it and the old one is taken away.");
        rotate.SetAction(r =>
        {
            var (terminal, files) = (options.Terminal(r), options.Files(r));
            if (files.Setup is not { } setup)
            {
                return MistakeList.Print(terminal, files.Mistakes, "The configuration has mistakes");
            }

            if (setup.Keys.Current is not null)
            {
                return terminal.Fail(ExitCodes.Refused, "The key is named in connectors.json. Make a new one (openssl rand -base64 32), name it as secretKey and the old one as previousSecretKey, and start the hub.");
            }

            if (SecretKeyFile.Rotate(files.DataFolder) is { } problem)
            {
                return terminal.Fail(ExitCodes.Refused, problem);
            }

            terminal.Line($"A new key stands in {Path.Combine(files.DataFolder, SecretKeyFile.Name)}. Start the hub again: it encrypts everything with it and takes the old one away. Copy the new key to where your backups of it are.");
            return ExitCodes.Done;
        });
        return new Command("keys", "The key that encrypts stored logins.") { rotate };
    }
}
