namespace IntegrationHub.Connectors.Contract;

/// <summary>Whose login it is at the vendor.</summary>
/// <param name="Account">The vendor's id of the account (portal, user, shop); the same person signing in again gives the same.</param>
/// <param name="Name">For people.</param>
/// <param name="BaseUrl">Where this account's API is called, where that depends on the account (Mailchimp's data centre); null for the usual address.</param>
public sealed record LoginOwner(string Account, string Name, Uri? BaseUrl = null);
