namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>Google's real hosts differ by service; any other base (a sandbox, a proxy) serves them all.</summary>
internal static class GoogleHosts
{
    internal const string Accounts = "https://mybusinessaccountmanagement.googleapis.com";
    internal const string Information = "https://mybusinessbusinessinformation.googleapis.com";
    internal const string Notifications = "https://mybusinessnotifications.googleapis.com";
    private const string Owners = "mybusiness.googleapis.com";

    /// <summary>An address of a service, seen from the base that is called.</summary>
    internal static Uri At(Uri called, string service, string pathAndQuery) => new((called.Host == Owners ? service : called.AbsoluteUri.TrimEnd('/')) + pathAndQuery);
}
