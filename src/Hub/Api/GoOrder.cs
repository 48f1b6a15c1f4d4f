namespace IntegrationHub.Hub.Api;

/// <summary>How a person wants things to go on.</summary>
/// <param name="Scope"><c>client</c>, <c>rule</c> or <c>connection</c>.</param>
/// <param name="Target">Rule or connection id; nothing for the client.</param>
/// <param name="Choice"><c>send-useful</c>: send what is still useful and drop what is too old. <c>drop-all</c>: drop all that waited.</param>
/// <param name="By">Who goes on.</param>
public sealed record GoOrder(string Scope, string? Target, string Choice, string By)
{
    /// <summary>Send what is still useful, drop what is too old.</summary>
    public const string SendUseful = "send-useful";

    /// <summary>Drop all that waited.</summary>
    public const string DropAll = "drop-all";
}
