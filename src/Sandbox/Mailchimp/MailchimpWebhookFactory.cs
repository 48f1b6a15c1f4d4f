using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>Makes the audience webhooks: form bodies, and the signature of hooks made since 2026 ("Webhooks" in the Marketing API docs).</summary>
internal static class MailchimpWebhookFactory
{
    /// <summary>Ten seconds for the answer, tries over 75 minutes, 410 disables the hook.</summary>
    public static readonly WebhookRules Rules = new(TimeSpan.FromSeconds(10), [.. new[] { 1, 4, 10, 20, 40 }.Select(m => TimeSpan.FromMinutes(m))]) { GoneDisables = true };

    /// <summary>The form body: type and time first, then the data in the order given.</summary>
    public static byte[] Body(string type, DateTimeOffset firedAt, IEnumerable<(string Key, string? Value)> data)
    {
        var fields = new List<(string Key, string? Value)>
        {
            ("type", type), ("fired_at", firedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
        };
        fields.AddRange(data);
        return Encoding.ASCII.GetBytes(string.Join('&', fields.Where(f => f.Value is not null).Select(f => Form(f.Key) + "=" + Form(f.Value!))));
    }

    /// <summary>One attempt; the signature's time is the attempt's. An empty secret leaves it unsigned, as older hooks are.</summary>
    public static WebhookRequest Request(WebhookAttempt attempt, byte[] body)
    {
        var headers = new Dictionary<string, string> { ["User-Agent"] = "MailChimp" };
        if (attempt.Secret.Length > 0)
        {
            headers["X-Mailchimp-Signature"] = Signature(attempt.Secret, attempt.At.ToUnixTimeSeconds(), body);
        }

        return new WebhookRequest(body, "application/x-www-form-urlencoded", headers);
    }

    public static string Signature(string secret, long at, byte[] body)
    {
        var stamp = at.ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(stamp + "."), .. body];
        return $"t={stamp},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }

    private static string Form(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
