namespace IntegrationHub.Hub.Api;

/// <summary>A thing to be connected.</summary>
/// <param name="Login">The login that reaches it.</param>
/// <param name="Thing">The thing, as the list of what the login reaches names it.</param>
/// <param name="By">Who connects it.</param>
/// <param name="Write">True when rules may write there at once; else what they want to write waits for <c>go</c>.</param>
public sealed record ConnectionOrder(string Login, string Thing, string By, bool Write = false);
