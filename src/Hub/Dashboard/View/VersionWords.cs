using IntegrationHub.Hub.Processing;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>What came of publishing, in words.</summary>
public static class VersionWords
{
    /// <summary>One or two sentences.</summary>
    public static string Says(PublishOutcome outcome) => outcome.Answer switch
    {
        PublishAnswer.Done => $"Version {outcome.Version} is in force.",
        PublishAnswer.Waits => $"Version {outcome.Version} comes in force as soon as older work of this client is done.",
        PublishAnswer.NoSuchVersion => "There is no such version or rule any more.",
        PublishAnswer.InForceAlready => $"Version {outcome.Version} says this already. Nothing was changed.",
        PublishAnswer.ChangedMeanwhile => $"Version {outcome.Version} came in force meanwhile. Nothing was changed; look again.",
        _ => $"Nothing was changed. {string.Join(" ", outcome.Mistakes.Take(3))}{(outcome.Mistakes.Length > 3 ? $" And {Words.Count(outcome.Mistakes.Length - 3, "mistake", "mistakes")} more." : "")}",
    };

    /// <summary>True when it is in force or will be.</summary>
    public static bool IsWell(PublishOutcome outcome) => outcome.Answer is PublishAnswer.Done or PublishAnswer.Waits;
}
