namespace IntegrationHub.Hub.Dashboard.Shell;

/// <summary>Why a page could not be brought up to date; what it showed before stays.</summary>
/// <param name="Code">Names this one failure, on the page and in the hub's own log.</param>
/// <param name="What">What happened, in words.</param>
/// <param name="LastGood">When the page was last read, by the hub's clock; null when it never was.</param>
public sealed record PageTrouble(string Code, string What, DateTimeOffset? LastGood);
