using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace IntegrationHub.Hub.Tests.Connecting;

/// <summary>An address that anything can call: made by click, tried without a trace, called, and known to the contact's story.</summary>
public sealed class SourceTests : IAsyncLifetime
{
    private const string Booking = """{"event":"invitee.created","payload":{"uri":"u-1","email":"jo@example.com","name":"Jo Sample","scheduled_event":{"name":"Tasting","start_time":"2026-12-01T14:00:00Z"}}}""";
    private ConnectHub _hub = null!;

    public async Task InitializeAsync() => _hub = await ConnectHub.StartAsync();

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task What_is_called_becomes_an_event_of_a_contact()
    {
        var url = await MakeAsync();
        using var answer = await CallAsync(url, Booking);
        using var again = await CallAsync(url, Booking);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (answer.StatusCode, again.StatusCode));
        await SandboxHub.Until(() => _hub.Read<long>("select count(*) from event where name='meeting.booked' and contact is not null") == 1);
        Assert.Equal(1, _hub.Read<long>("select count(*) from event where name='meeting.booked'"));
    }

    [Fact]
    public async Task Without_the_secret_there_is_nothing_at_the_address()
    {
        var url = await MakeAsync();
        using var answer = await CallAsync(new Uri(url, "."), Booking);
        using var wrong = await CallAsync(new Uri(url.AbsoluteUri[..^3] + "xyz"), Booking);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (answer.StatusCode, wrong.StatusCode));
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_with_its_reason()
    {
        using var answer = await CallAsync(await MakeAsync(), """{"event":"invitee.created","payload":{}}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await SandboxHub.Until(() => _hub.Read<long>("select count(*) from envelope where connection='other' and state=3 and reason like 'Nobody is named%'") == 1);
    }

    [Fact]
    public async Task A_message_is_tried_without_a_trace()
    {
        await MakeAsync();
        var before = _hub.Read<long>("select count(*) from envelope");
        using var tried = await _hub.Browser.PostAsJsonAsync(new Uri(_hub.Url, "/api/v1/clients/ana/connections/other/try"), new { Body = Booking });
        var part = (await tried.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("parts")[0];
        Assert.Equal("meeting.booked", part.GetProperty("events")[0].GetProperty("name").GetString());
        Assert.Equal(before, _hub.Read<long>("select count(*) from envelope"));
    }

    [Fact]
    public async Task Wrong_settings_make_nothing()
    {
        using var made = await _hub.Browser.PostAsJsonAsync(new Uri(_hub.Url, "/api/v1/clients/ana/sources"), new { Name = "till", By = "Anna", Preset = "tills" });
        Assert.Equal(HttpStatusCode.Conflict, made.StatusCode);
        Assert.Contains("unknown preset", await made.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, _hub.Read<long>("select count(*) from stored_grant"));
    }

    private async Task<Uri> MakeAsync()
    {
        using var made = await _hub.Browser.PostAsJsonAsync(new Uri(_hub.Url, "/api/v1/clients/ana/sources"), new { Name = "booking-tool", By = "Anna", Preset = "booking" });
        return new Uri((await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!);
    }

    private async Task<HttpResponseMessage> CallAsync(Uri url, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _hub.Browser.PostAsync(url, content);
    }
}
