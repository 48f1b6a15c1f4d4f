namespace IntegrationHub.Hub.Api;

/// <summary>A client as the API shows it.</summary>
/// <param name="Id">Client id.</param>
/// <param name="Name">Name.</param>
/// <param name="TimeZone">IANA time zone.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Locale">BCP 47.</param>
/// <param name="Sample">True for sample data.</param>
/// <param name="Journey">Its stage model; null while no mapping of it is in force.</param>
public sealed record ClientView(string Id, string Name, string TimeZone, string Currency, string Locale, bool Sample, string? Journey);
