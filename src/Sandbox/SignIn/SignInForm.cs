using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Sandbox.SignIn;

/// <summary>The fields posted to a token endpoint: a form everywhere, at Shopify also a JSON object.</summary>
internal sealed record SignInForm(IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The field's text; null when it was left out or is empty.</summary>
    public string? this[string name] => Fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public static async Task<SignInForm> ReadAsync(HttpRequest request, bool json = false)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return new SignInForm(form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal));
        }

        var body = json ? await WireJson.ReadAsync(request) as Newtonsoft.Json.Linq.JObject : null;
        return new SignInForm((body?.Properties() ?? []).ToDictionary(p => p.Name, p => p.Value.ToString(), StringComparer.Ordinal));
    }
}
