namespace IntegrationHub.Hub.Sharing;

/// <summary>What somebody answered on a rule's page. Name and remark are as typed by a stranger: text, never anything else.</summary>
/// <param name="Agreed">True for agreed, false for a remark.</param>
/// <param name="By">The name as typed.</param>
/// <param name="At">When.</param>
/// <param name="Remark">The remark; empty for agreed.</param>
public sealed record ShareAnswer(bool Agreed, string By, DateTimeOffset At, string Remark)
{
    /// <summary>Longest remark, in characters.</summary>
    public const int LongestRemark = 2000;

    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 100;

    internal const string Yes = "agreed";
    internal const string No = "remark";
}
