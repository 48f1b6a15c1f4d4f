namespace IntegrationHub.Hub.Api;

/// <summary>What a person found in the tool.</summary>
/// <param name="There">True: the effect is there, nothing more is sent. False: it is not there, and the hub does it now.</param>
/// <param name="By">Who looked.</param>
public sealed record UncertainAnswer(bool? There, string By);
