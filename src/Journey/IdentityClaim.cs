namespace IntegrationHub.Journey;

/// <summary>An envelope's statement that its person goes by this key.</summary>
/// <param name="Kind">By what the person is known.</param>
/// <param name="Scope">For a vendor id what the id is of: <c>connection id:object type</c>, e.g. <c>shop:customer</c>. Empty for e-mail and phone.</param>
/// <param name="Value">The id's exact digits or text; an address or number as received (the hub brings it to canonical form).</param>
/// <param name="Verified">True when the vendor vouches for it (a verified address). Only verified addresses join two records by themselves.</param>
public readonly record struct IdentityClaim(IdentityKind Kind, string Scope, string Value, bool Verified)
{
    /// <summary>A vendor's id of a person's record.</summary>
    public static IdentityClaim Vendor(string connection, string objectType, string id) =>
        new(IdentityKind.VendorId, connection + ":" + objectType, id, true);

    /// <summary>An e-mail address.</summary>
    public static IdentityClaim Email(string address, bool verified) => new(IdentityKind.Email, "", address, verified);

    /// <summary>A telephone number.</summary>
    public static IdentityClaim Phone(string number) => new(IdentityKind.Phone, "", number, false);
}
