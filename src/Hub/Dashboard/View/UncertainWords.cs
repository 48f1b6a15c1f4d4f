using System.Text.RegularExpressions;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>An action that may have happened, in words. Pure.</summary>
public static partial class UncertainWords
{
    /// <summary>What was asked, what is not known, and where to look.</summary>
    /// <param name="action">The action.</param>
    /// <param name="lens">The client's lens.</param>
    /// <param name="person">Name of the contact; null when it concerns nobody.</param>
    public static string Question(ActionRow action, ClientLens lens, string? person)
    {
        var tool = lens.Tool(action.Connection);
        return $"We asked {tool} to {Wish(action, lens)}{(person is null ? "" : " for " + person)}, and the line broke at {lens.When(action.UpdatedAt)}. It may be there once. Have a look in {tool}: there, or not there?";
    }

    // The connector says it itself ("put the tag {tag}"); what is no longer set up is named as the log names it.
    private static string Wish(ActionRow action, ClientLens lens) =>
        lens.Client.Connections.FirstOrDefault(c => c.Id == action.Connection)?.Grant.Connector.Info.Actions.FirstOrDefault(a => a.Verb == action.Verb) is { } info
            ? PlaceholderPattern().Replace(info.Meaning, m => Words.Quoted(action.Payload, m.Groups[1].Value).Trim() is { Length: > 0 } value ? value : "it")
            : "do " + action.Name + Words.Quoted(action.Payload, "text", "subject", "title", "name");

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PlaceholderPattern();
}
