using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>
/// Checks and cuts audience webhooks. <c>X-Mailchimp-Signature: t=seconds,v1=hex</c> signs <c>t + "." + body</c>; hooks made before signing existed come unsigned, then only the
/// secret in their address speaks for them (https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/).
/// </summary>
internal static class MailchimpWebhooks
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    internal static WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now)
    {
        if (secrets.Live.Count == 0)
        {
            return new(VerificationReason.Valid);
        }

        var header = request.Header("X-Mailchimp-Signature");
        if (string.IsNullOrWhiteSpace(header))
        {
            return new(VerificationReason.MissingSignature);
        }

        string? time = null;
        string? signature = null;
        foreach (var part in header.Split(','))
        {
            var text = part.Trim();
            var isTime = text.StartsWith("t=", StringComparison.Ordinal);
            var isSignature = text.StartsWith("v1=", StringComparison.Ordinal);
            if ((isTime && time is not null) || (isSignature && signature is not null))
            {
                return new(VerificationReason.WrongSignature);
            }

            time = isTime ? text[2..] : time;
            signature = isSignature ? text[3..] : signature;
        }

        if (time is null || signature is not { Length: 64 } || !signature.All(char.IsAsciiHexDigit)
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253_402_300_799)
        {
            return new(VerificationReason.WrongSignature);
        }

        var claimed = Convert.FromHexString(signature);
        var message = new byte[time.Length + 1 + request.Body.Length];
        Encoding.ASCII.GetBytes(time, message);
        message[time.Length] = (byte)'.';
        request.Body.Span.CopyTo(message.AsSpan(time.Length + 1));
        var match = -1;
        for (var i = 0; i < secrets.Live.Count; i++)
        {
            var same = CryptographicOperations.FixedTimeEquals(claimed, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secrets.Live[i]), message));
            match = same && match < 0 ? i : match;
        }

        return match < 0 ? new(VerificationReason.WrongSignature)
            : (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance ? new(VerificationReason.StaleTime, match)
            : new(VerificationReason.Valid, match);
    }

    /// <summary>A delivery is one envelope; its bytes hold the second it was fired, so their hash is the key.</summary>
    internal static SplitDelivery Split(WebhookRequest request)
    {
        var form = new MailchimpForm(request.Body.Span);
        var type = form["type"];
        return new([new EnvelopePart(
            0, request.Body.Length, type is { Length: <= 40 } ? type : "unknown", Convert.ToHexStringLower(SHA256.HashData(request.Body.Span)), null, form.FiredAt)]);
    }
}
