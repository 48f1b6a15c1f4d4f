using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.Http;

/// <summary>What every action needs that must not be done twice: a mark by which a second try finds the first, and doubt where an answer leaves it open.</summary>
public static class OnceOnly
{
    /// <summary>The text by which something of ours is found again: <c>hub-</c> and hexadecimal digits, the same for each try.</summary>
    /// <param name="key">The action's key.</param>
    /// <param name="digits">How many digits, at most 64.</param>
    public static string MarkOf(string key, int digits = 20) => "hub-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..digits];

    /// <summary>The failure of a call that may have been carried out all the same: an error of the vendor's own leaves that open.</summary>
    public static VendorFailure Unsure(VendorFailure failure) => failure.Status >= 500 ? failure with { Kind = FailureKind.Uncertain } : failure;

    /// <summary>The verdict when nobody could look whether an earlier try arrived.</summary>
    public static ActionVerdict NotLookedFor(string key, VendorFailure failure, VendorExchange? exchange) =>
        new(key, ActionOutcome.Uncertain, "An earlier try may have arrived and could not be looked for: " + failure.Message, failure.RetryAfter, exchange);
}
