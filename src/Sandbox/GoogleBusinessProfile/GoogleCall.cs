using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>One authorised API call as the endpoints see it.</summary>
internal sealed record GoogleCall(GoogleSimulator Google, HttpContext Http, JToken? Json)
{
    public JObject Body => Json as JObject ?? throw GoogleRefusalException.Invalid("Invalid JSON payload received.");

    public Actor By => Actor.Api(Http.TraceIdentifier);

    public string Route(string name) => Http.GetRouteValue(name)?.ToString() ?? "";

    public string? Query(string name) => Http.Request.Query[name].FirstOrDefault();

    public int QueryNumber(string name) => int.TryParse(Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        ? n : throw GoogleRefusalException.Invalid($"{name} is required and must be a number");

    /// <summary>The location of the route; 404 when it, or the account of the route, is not the caller's.</summary>
    public string Location()
    {
        NeedsAccount();
        var id = Route("location");
        return Google.Locations.ContainsKey(id) ? id : throw GoogleRefusalException.NotFound();
    }

    public void NeedsAccount()
    {
        if (Http.GetRouteValue("account") is string account && account != Google.Account.Id) throw GoogleRefusalException.NotFound();
    }

    /// <summary>The page size: refused above the limit, or cut to it where the host does so.</summary>
    public int PageSize(int standard, int most, bool cut)
    {
        if (Query("pageSize") is not { Length: > 0 } text) return standard;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n)) throw GoogleRefusalException.Invalid("pageSize is not valid");
        if (n > most && !cut) throw GoogleRefusalException.Invalid($"pageSize must not be larger than {most}");
        return n == 0 ? standard : Math.Min(n, most);
    }

    /// <summary>One page, and the token of the next. The token holds only for the same question.</summary>
    public (List<T> Page, string? Next) Page<T>(IEnumerable<T> all, int size, string question)
    {
        var from = 0;
        if (Query("pageToken") is { Length: > 0 } token && !TryRead(token, question, out from)) throw GoogleRefusalException.Invalid("Invalid page token.");
        var found = all.Skip(from).Take(size + 1).ToList();
        return found.Count > size ? (found[..size], Convert.ToBase64String(Encoding.UTF8.GetBytes(question + "|" + (from + size).ToString(CultureInfo.InvariantCulture)))) : (found, null);
    }

    private static bool TryRead(string token, string question, out int from)
    {
        from = 0;
        Span<byte> bytes = stackalloc byte[512];
        if (!Convert.TryFromBase64String(token, bytes, out var length)) return false;
        var parts = Encoding.UTF8.GetString(bytes[..length]).Split('|');
        return parts.Length == 2 && parts[0] == question && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out from);
    }
}
