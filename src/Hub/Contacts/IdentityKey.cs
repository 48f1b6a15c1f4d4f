using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Contacts;

/// <summary>A canonical key of a person.</summary>
/// <param name="Kind">By what the person is known.</param>
/// <param name="Scope">Of what a vendor id is; empty otherwise.</param>
/// <param name="Value">Canonical value.</param>
public readonly record struct IdentityKey(IdentityKind Kind, string Scope, string Value)
{
    /// <summary>The key of a claim, or null when its value cannot be brought to canonical form.</summary>
    public static IdentityKey? Of(IdentityClaim claim, string region)
    {
        var value = claim.Kind switch
        {
            IdentityKind.Email => EmailAddressForm.Canonical(claim.Value),
            IdentityKind.Phone => PhoneForm.Canonical(claim.Value, region),
            _ => claim.Value,
        };
        return string.IsNullOrEmpty(value) ? null : new IdentityKey(claim.Kind, claim.Scope, value);
    }
}
