using System.Net.Http.Headers;
using System.Text;
using IntegrationHub.Sandbox.Mailchimp;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.Mailchimp;

/// <summary>A served account with one audience, a caller with its key, a clock that is moved by hand, and a receiver for webhooks.</summary>
public abstract class MailchimpFixture : IAsyncLifetime
{
    internal static readonly DateTimeOffset Monday = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    internal FakeTimeProvider Clock { get; } = new(Monday);

    internal SandboxVendors Vendors { get; private set; } = null!;

    internal MailchimpSimulator Account => Vendors.Mailchimp;

    internal MailchimpAudience List { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal Receiver Receiver { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Vendors = await SandboxVendors.StartAsync(new SandboxOptions { Time = Clock, RetryPace = 0.00001 });
        List = Account.AddAudience("Newsletter", new MailchimpMergeField(0, "LTV", "Worth", "number"));
        Receiver = await Receiver.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(Vendors.Address, "/mailchimp/3.0/") };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Account.ApiKey);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Vendors.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    internal async Task<(int Status, JObject Body, string Type)> CallAsync(string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(JObject.FromObject(body).ToString(), Encoding.UTF8, "application/json");
        }

        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, WireJson.Parse(text) as JObject ?? [], answer.Content.Headers.ContentType?.MediaType ?? "");
    }

    internal string MemberPath(string email) => $"lists/{List.Id}/members/{MailchimpMember.HashOf(email)}";

    internal async Task<(string Id, string Secret)> HookAsync(bool api = false)
    {
        var (status, body, _) = await CallAsync("POST", $"lists/{List.Id}/webhooks", new
        {
            url = Receiver.Address, events = new { subscribe = true, unsubscribe = true, profile = true, cleaned = true, upemail = true, campaign = true },
            sources = new { user = true, admin = true, api },
        });
        Assert.Equal(200, status);
        return ((string)body["id"]!, (string)body["signing_secret"]!);
    }

    internal async Task<IReadOnlyList<Receiver.Received>> PostsAsync()
    {
        await Vendors.Webhooks.WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(20));
        return [.. Receiver.All.Where(r => r.Method == "POST")];
    }
}
