namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>A key by which a contact is known.</summary>
public sealed class Identity
{
    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>IdentityKind.</summary>
    public int Kind { get; set; }

    /// <summary>Of what the id is; empty for e-mail and phone.</summary>
    public string Scope { get; set; } = "";

    /// <summary>Canonical value.</summary>
    public string Value { get; set; } = "";

    /// <summary>Contact.</summary>
    public long Contact { get; set; }

    /// <summary>Envelope that showed it first.</summary>
    public long Envelope { get; set; }

    /// <summary>When, unix ms.</summary>
    public long Since { get; set; }

    /// <summary>Vouched for by a tool.</summary>
    public bool Verified { get; set; }
}
