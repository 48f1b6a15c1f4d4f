namespace IntegrationHub.Hub.Contacts;

/// <summary>A key that was seen for the first time.</summary>
/// <param name="Key">The key.</param>
/// <param name="Contact">Whose it is.</param>
/// <param name="Envelope">What showed it.</param>
/// <param name="Verified">Vouched for by a tool.</param>
public sealed record NewIdentity(IdentityKey Key, long Contact, long Envelope, bool Verified);
