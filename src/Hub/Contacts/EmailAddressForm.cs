using System.Globalization;
using System.Text;

namespace IntegrationHub.Hub.Contacts;

/// <summary>Canonical form of e-mail addresses, by which contacts are matched.</summary>
public static class EmailAddressForm
{
    private const int MaxLength = 254; // RFC 5321: longest path

    /// <summary>
    /// Trimmed, lower-case, Unicode form C, host in ASCII (IDNA). Null for what cannot be an address: no or several at-signs, white space or control characters inside,
    /// an empty part, more than 254 characters. Dots and plus marks stay: whether they matter is the host's business.
    /// </summary>
    public static string? Canonical(string? address)
    {
        if (string.IsNullOrWhiteSpace(address) || address.Length > 2 * MaxLength)
        {
            return null;
        }

        string text;
        try
        {
            text = address.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
            var at = text.IndexOf('@', StringComparison.Ordinal);
            if (at <= 0 || at == text.Length - 1 || text.IndexOf('@', at + 1) >= 0)
            {
                return null;
            }

            text = string.Concat(text.AsSpan(0, at + 1), new IdnMapping().GetAscii(text, at + 1));
        }
        catch (ArgumentException)
        {
            return null; // lone surrogates or a host that IDNA does not allow
        }

        return text.Length > MaxLength || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? null : text;
    }
}
