namespace IntegrationHub.Hub.Api;

/// <summary>A text that may come in force next.</summary>
/// <param name="Document">The mapping, comments and all.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Name">What the text is called where its mistakes are named, e.g. its file name.</param>
/// <param name="FromFile">True for the client's mapping file: then the next start knows that this text was seen.</param>
public sealed record DraftOrder(string Document, string By, string? Name, bool FromFile = false);
