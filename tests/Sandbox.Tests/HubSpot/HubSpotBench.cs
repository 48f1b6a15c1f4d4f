using System.Net.Http.Headers;
using System.Text;
using IntegrationHub.Sandbox.HubSpot;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.HubSpot;

/// <summary>A served HubSpot with a client that holds its static token, a receiver for its webhooks, and clocks that stand still.</summary>
public abstract class HubSpotBench : IAsyncLifetime
{
    private static readonly HttpClient Client = new();
    private AuthenticationHeaderValue? _token;
    private SandboxVendors _vendors = null!;

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));

    protected FakeTimeProvider Wall { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    protected HubSpotSimulator Hub => _vendors.HubSpot;

    protected SandboxVendors Vendors => _vendors;

    private protected Receiver Receiver { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Receiver = await Receiver.StartAsync();
        _vendors = await SandboxVendors.StartAsync(new SandboxOptions { Time = Clock, WaitTime = Wall, RetryPace = 0 });
        Hub.TargetUrl = Receiver.Address.AbsoluteUri;
        Use(Hub.Account.StaticToken);
    }

    public async Task DisposeAsync()
    {
        await _vendors.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    protected void Use(string? token) => _token = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

    protected async Task<(int Status, JObject Body, HttpResponseMessage Answer)> CallAsync(string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{_vendors.BaseUrl("hubspot")}/{path}");
        request.Headers.Authorization = _token;
        if (body is not null) request.Content = new StringContent(body as string ?? JsonConvert.SerializeObject(body), Encoding.UTF8, "application/json");
        var answer = await Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? [] : Parse<JObject>(text), answer);
    }

    protected async Task<(int Status, JObject Body)> FormAsync(string path, params (string Key, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Key, f.Value)));
        var answer = await Client.PostAsync(new Uri($"{_vendors.BaseUrl("hubspot")}/{path}"), content);
        return ((int)answer.StatusCode, Parse<JObject>(await answer.Content.ReadAsStringAsync()));
    }

    protected async Task<string> ContactAsync(string email, params (string Name, string? Value)[] more)
    {
        var properties = more.ToDictionary(m => m.Name, m => m.Value);
        properties["email"] = email;
        var (status, body, _) = await CallAsync("POST", "crm/objects/2026-09/contacts", new { properties });
        Assert.Equal(201, status);
        return (string)body["id"]!;
    }

    /// <summary>Waits until all webhooks are delivered or given up, and returns the events of all deliveries.</summary>
    protected async Task<List<JObject>> EventsAsync()
    {
        await Vendors.Webhooks.WhenIdleAsync();
        return [.. Receiver.All.SelectMany(r => Parse<JArray>(r.Text)).Cast<JObject>()];
    }

    protected static T Parse<T>(string text)
        where T : JToken
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        return (T)JToken.ReadFrom(reader);
    }

    protected static Dictionary<string, string?> Set(params (string Name, string? Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value);
}
