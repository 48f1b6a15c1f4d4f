namespace IntegrationHub.Hub.Cli;

/// <summary>What is asked of the log, as the API's query writes it.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Text">Words to look for.</param>
/// <param name="Kind">Kind, as typed; the API says what it may be.</param>
/// <param name="Result">Result, as typed.</param>
/// <param name="Tool">Connection id.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="From">Not before.</param>
/// <param name="To">Before.</param>
internal sealed record LogQueryText(string Client, string? Text, string? Kind, string? Result, string? Tool, string? Rule, DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>The address below <c>/api/v1/</c>.</summary>
    public string Address(int limit, string? cursor)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("q", Text), ("kind", Kind), ("result", Result), ("tool", Tool), ("rule", Rule), ("from", From?.ToUniversalTime().ToString("O")), ("to", To?.ToUniversalTime().ToString("O")),
            ("cursor", cursor), ("limit", limit.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        };
        return $"clients/{Uri.EscapeDataString(Client)}/log?" + string.Join('&', parts.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
    }
}
