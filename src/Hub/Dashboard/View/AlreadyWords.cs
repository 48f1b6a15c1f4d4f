using IntegrationHub.Hub.Processing;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>People who were there already when a rule was switched on, in words.</summary>
internal static class AlreadyWords
{
    /// <summary>What a version says of them: <c>are left alone</c>, <c>begin, 5 a day, the latest first</c>, <c>begin at once</c>.</summary>
    public static string Choice(int perDay) => perDay switch { 0 => "are left alone", AlreadyThere.All => "begin at once", _ => $"begin, {Words.Number(perDay)} a day, the latest first" };

    /// <summary>How it goes on; null when there is nothing to say.</summary>
    public static string? Says(AlreadyCount count, CompiledRule rule, ClientLens lens)
    {
        if (count.Waiting + count.Begun + count.PassedOver == 0)
        {
            return null;
        }

        var waits = count.Waiting == 0 ? "Nobody waits any more." : $"{Words.Count(count.Waiting, "waits", "wait")}, {(rule.AlreadyPerDay == AlreadyThere.All ? "all as fast as it goes" : $"{Words.Number(rule.AlreadyPerDay)} a day")}{(count.NextAt is { } next ? $"; the next {(next <= lens.Now ? "now" : lens.When(next.ToUnixTimeMilliseconds()))}" : "")}.";
        return $"Of those who were there already it began for {Words.Number(count.Begun)}{(count.PassedOver > 0 ? $", and {Words.Number(count.PassedOver)} were passed over" : "")}. {waits}";
    }
}
