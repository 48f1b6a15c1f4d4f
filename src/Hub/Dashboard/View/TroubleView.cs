using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>Equal failures in words.</summary>
/// <param name="Tone"><c>err</c> for what failed, <c>warn</c> for what may have happened.</param>
/// <param name="Title">Where and what.</param>
/// <param name="Detail">How many, since when, and what it means.</param>
/// <param name="N">How many.</param>
/// <param name="Link">The newest of them, opened.</param>
public sealed record TroubleView(string Tone, string Title, string Detail, int N, string Link)
{
    /// <summary>Makes the view.</summary>
    public static TroubleView Of(TroubleCount trouble, ClientLens lens)
    {
        var (tool, reason) = (lens.Tool(trouble.Connection), trouble.Reason.Length == 0 ? "no reason was given" : trouble.Reason);
        var when = trouble.N == 1 ? lens.When(trouble.Last) : $"since {lens.When(trouble.First)}, the newest {lens.When(trouble.Last)}";
        var at = $"/c/{lens.Client.Id}";
        if (trouble.Kind == LogKind.Envelope)
        {
            return new TroubleView(
                "err", $"{tool}: a message could not be read", $"{Words.Count(trouble.N, "message", "messages")} {when}. {Words.Dot(reason)} Kept as received; nothing is lost.", trouble.N,
                $"{at}/log?kind=envelope&result=failed&tool={Uri.EscapeDataString(trouble.Connection)}&open={LogAddress.Mark(LogKind.Envelope, trouble.Newest)}");
        }

        var unsure = trouble.State == (int)ActionState.Uncertain;
        var people = trouble.People > 0 && trouble.N > 1 ? $" for {Words.Count(trouble.People, "person", "people")}" : "";
        return new TroubleView(
            unsure ? "warn" : "err", $"{tool}: {(unsure ? "an action may or may not have happened" : "an action was not done")}",
            $"{Words.Count(trouble.N, "action", "actions")}{people} {when}. {Words.Dot(reason)}{(unsure ? " It waits in the Inbox." : " It is not tried again.")}", trouble.N,
            $"{at}/log?kind=action&result={(unsure ? "uncertain" : "failed")}&tool={Uri.EscapeDataString(trouble.Connection)}&open={LogAddress.Mark(LogKind.Action, trouble.Newest)}");
    }
}
