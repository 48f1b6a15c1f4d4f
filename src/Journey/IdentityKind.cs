namespace IntegrationHub.Journey;

/// <summary>By what a person is known. Resolution asks in this order.</summary>
public enum IdentityKind
{
    /// <summary>An id that a vendor gave: unique within its scope (a connection), never reused.</summary>
    VendorId,

    /// <summary>An e-mail address in canonical form.</summary>
    Email,

    /// <summary>A telephone number in E.164.</summary>
    Phone,
}
