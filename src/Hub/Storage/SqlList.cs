using System.Text.Json;

namespace IntegrationHub.Hub.Storage;

/// <summary>
/// Lists as one parameter: <c>in (select value from json_each(@p0))</c>. One prepared statement serves lists of any length; a name a value would be looked up in time that
/// grows with the square of their number.
/// </summary>
internal static class SqlList
{
    /// <summary>The list as the text of one parameter.</summary>
    public static string Of(IEnumerable<long> values) => JsonSerializer.Serialize(values);

    /// <summary>The list as the text of one parameter.</summary>
    public static string Of(IEnumerable<string> values) => JsonSerializer.Serialize(values);
}
