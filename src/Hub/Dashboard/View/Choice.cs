namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>One of the things a person may choose.</summary>
/// <param name="Group">Heading under which it stands; empty for none.</param>
/// <param name="Value">As it is written in a rule.</param>
/// <param name="Text">As a person reads it.</param>
public sealed record Choice(string Group, string Value, string Text);
