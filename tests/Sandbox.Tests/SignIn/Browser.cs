using Microsoft.AspNetCore.WebUtilities;

namespace IntegrationHub.Sandbox.Tests.SignIn;

/// <summary>A browser that shows pages and tells where it was sent, without going there.</summary>
internal static class Browser
{
    /// <summary>An address of the hub that is registered in these tests.</summary>
    public static readonly Uri Callback = new("http://127.0.0.1:5000/connect/callback?tool=sample");

    /// <summary>The pair of RFC 7636, appendix B.</summary>
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static readonly HttpClient Client = new(new HttpClientHandler { AllowAutoRedirect = false });

    public static async Task<(int Status, string Html, Uri? SentTo)> OpenAsync(Uri page, params (string Name, string Value)[] fields)
    {
        using var answer = await Client.GetAsync(new Uri(QueryHelpers.AddQueryString(page.AbsoluteUri, fields.Select(f => KeyValuePair.Create(f.Name, (string?)f.Value)))));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location);
    }

    /// <summary>The parameters with which the browser is sent back to <see cref="Callback"/>.</summary>
    public static async Task<Dictionary<string, string>> SentBackAsync(Uri page, params (string Name, string Value)[] fields)
    {
        var (status, _, to) = await OpenAsync(page, fields);
        Assert.Equal(302, status);
        Assert.StartsWith(Callback.AbsoluteUri, to!.AbsoluteUri, StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(to.Query).ToDictionary(p => p.Key, p => p.Value.ToString());
    }
}
