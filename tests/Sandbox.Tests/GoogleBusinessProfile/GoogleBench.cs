using System.Net.Http.Headers;
using System.Text;
using IntegrationHub.Sandbox.GoogleBusinessProfile;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.GoogleBusinessProfile;

/// <summary>A served Google account with a client that holds a token, a receiver for pushes, and clocks that stand still.</summary>
public abstract class GoogleBench : IAsyncLifetime
{
    private static readonly HttpClient Client = new();
    private SandboxVendors _vendors = null!;
    private string? _token;

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));

    protected FakeTimeProvider Wall { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    protected GoogleSimulator Google => _vendors.Google;

    protected SandboxVendors Vendors => _vendors;

    protected string Reviews => $"v4/accounts/{Google.Account.Id}/locations/5550001/reviews";

    private protected Receiver Receiver { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Receiver = await Receiver.StartAsync();
        _vendors = await SandboxVendors.StartAsync(new SandboxOptions { Time = Clock, WaitTime = Wall, RetryPace = 0 });
        Google.PushEndpoint = Receiver.Address.AbsoluteUri;
        Use(Google.IssueAccessToken());
    }

    public async Task DisposeAsync()
    {
        await _vendors.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    protected void Use(string? token) => _token = token;

    protected async Task<(int Status, JObject Body)> CallAsync(string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{_vendors.BaseUrl("google")}/{path}");
        if (_token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (body is not null) request.Content = new StringContent(body as string ?? JsonConvert.SerializeObject(body), Encoding.UTF8, "application/json");
        using var answer = await Client.SendAsync(request);
        return ((int)answer.StatusCode, Parse(await answer.Content.ReadAsStringAsync()));
    }

    protected async Task<(int Status, JObject Body)> FormAsync(string path, params (string Key, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Key, f.Value)));
        using var answer = await Client.PostAsync(new Uri($"{_vendors.BaseUrl("google")}/{path}"), content);
        return ((int)answer.StatusCode, Parse(await answer.Content.ReadAsStringAsync()));
    }

    protected static JObject Parse(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        return (JObject)JToken.ReadFrom(reader);
    }
}
