using PhoneNumbers;

namespace IntegrationHub.Hub.Contacts;

/// <summary>Canonical form of telephone numbers: E.164.</summary>
public static class PhoneForm
{
    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    /// <summary>The number in E.164, or null when it cannot be one. A number without a country is read in the client's region.</summary>
    public static string? Canonical(string? number, string region)
    {
        if (string.IsNullOrWhiteSpace(number) || number.Length > 64)
        {
            return null;
        }

        try
        {
            var parsed = Numbers.Parse(number, region);
            return Numbers.IsPossibleNumber(parsed) ? Numbers.Format(parsed, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
