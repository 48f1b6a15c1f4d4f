using Microsoft.AspNetCore.Routing;

namespace IntegrationHub.Sandbox;

/// <summary>One simulated vendor: its name is also the first part of its paths.</summary>
public interface ISandboxVendor
{
    /// <summary>The vendor's short name: <c>shopify</c>, <c>mailchimp</c>, <c>hubspot</c>, <c>google</c>.</summary>
    string Vendor { get; }

    /// <summary>Maps the vendor's endpoints. The routes already stand under <c>/{Vendor}</c>.</summary>
    void Map(IEndpointRouteBuilder routes);

    /// <summary>The body with which this vendor says a failing status, for faults that are switched on.</summary>
    (string ContentType, string Body) ErrorBody(int status, string requestId);
}
