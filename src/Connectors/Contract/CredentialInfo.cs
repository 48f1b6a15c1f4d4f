namespace IntegrationHub.Connectors.Contract;

/// <summary>A credential or setting of a grant.</summary>
/// <param name="Name">Key under <c>credentials</c> in <c>connectors.json</c>, e.g. <c>accessToken</c>.</param>
/// <param name="Meaning">One sentence: what it is and where the vendor shows it.</param>
/// <param name="Required">True when nothing works without it; else what is missing without it stands in <paramref name="Meaning"/>.</param>
/// <param name="Secret">True when it must be given by reference (<c>env:</c>, <c>file:</c>, <c>store:</c>) and is never shown.</param>
public sealed record CredentialInfo(string Name, string Meaning, bool Required, bool Secret = true);
