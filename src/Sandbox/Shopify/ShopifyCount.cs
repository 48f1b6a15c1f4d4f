using IntegrationHub.Sandbox.Shopify.GraphQl;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify;

/// <summary>A count and whether it is exact: up to 10,000 unless the limit says otherwise.</summary>
internal sealed record ShopifyCount(int Count, bool Exact)
{
    private const int UsualLimit = 10_000;

    /// <summary>What the shop says of so many.</summary>
    public static ShopifyCount Of(int all, GraphQlCall call) => call.Arguments["limit"] switch
    {
        { Type: JTokenType.Null } => new(all, true),
        { Type: JTokenType.Integer } limit => new(Math.Min(all, (int)limit), all <= (int)limit),
        _ => new(Math.Min(all, UsualLimit), all <= UsualLimit),
    };
}
