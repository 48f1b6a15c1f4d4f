using IntegrationHub.Hub.Configuration;

namespace IntegrationHub.Hub.Receiving;

/// <summary>Rebuilds the address a vendor called from the configured public one. Host and X-Forwarded headers are never trusted: the address is part of what is signed.</summary>
internal static class PublicAddress
{
    /// <summary>Public base, path and query as sent.</summary>
    public static string Of(HubSetup setup, HttpRequest request) =>
        setup.AddressOf(request.Path.ToUriComponent() + request.QueryString.ToUriComponent(), $"http://{request.Host}");
}
