using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Connecting;

/// <summary>What is said of logins.</summary>
public static class LoginWords
{
    private static readonly TimeSpan About = TimeSpan.FromHours(12);

    /// <summary>So long before its end a sign-in counts as expiring.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <summary>Why a sign-in has ended and who can mend it.</summary>
    /// <param name="grant">The login.</param>
    /// <param name="info">The tool.</param>
    /// <param name="said">What the vendor said.</param>
    /// <param name="now">The time.</param>
    public static string Ended(StoredGrant grant, ConnectorInfo info, string said, DateTimeOffset now)
    {
        var age = now - DateTimeOffset.FromUnixTimeMilliseconds(grant.SignedInAt);
        return info.SignIn is { TestModeLife: { } life, TestModeCure: { } cure } && (age - life).Duration() < About
            ? $"{info.Name} ended the sign-in after {life.TotalDays:0} days. That is what it does while {cure}, then somebody signs in again. It said: {said}"
            : $"{info.Name} no longer accepts the sign-in of “{grant.Name}”. Somebody there may have taken the app away, changed the password or left. Sign in again and nothing is lost. It said: {said}";
    }

    /// <summary>When a sign-in ends by itself, if that is soon; null otherwise.</summary>
    public static DateTimeOffset? EndsSoon(StoredGrant grant, DateTimeOffset now) =>
        grant.RefreshUntil is { } end && DateTimeOffset.FromUnixTimeMilliseconds(end) is var at && at - now < Soon ? at : null;
}
