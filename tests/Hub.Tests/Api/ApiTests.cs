using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegrationHub.Hub.Api;
using IntegrationHub.Hub.Dashboard;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Tests.Dashboard;
using IntegrationHub.Mappings.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Hub.Tests.Api;

public sealed class ApiTests : IAsyncLifetime
{
    private readonly TempStore _temp = new();
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        await SampleBakery.SeedAsync(_temp.Store);
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(_temp.Store);
        builder.Services.AddSingleton(SampleBakery.Setup());
        builder.Services.AddSingleton<IWaker, RecordingWaker>();
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(SampleBakery.Now));
        builder.Services.AddSingleton(Mappings());
        builder.AddApi();
        _app = builder.Build();
        _app.UseContentSecurity();
        _app.MapApi();
        await _app.StartAsync();
        _http = _app.GetTestClient();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _temp.DisposeAsync();
    }

    [Fact]
    public async Task Pages_follow_each_other_to_the_end()
    {
        var first = await Get("/api/v1/clients/kornhaus/log?limit=4");
        var second = await Get("/api/v1/clients/kornhaus/log?limit=4&cursor=" + first.GetProperty("next").GetString());
        Assert.Equal(["22", "52", "51", "42", "41", "31"], first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(i => i.GetProperty("id").GetString()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    [Theory]
    [InlineData("events", "31")]
    [InlineData("decisions", "42")]
    [InlineData("actions", "52")]
    [InlineData("attempts", "62")]
    [InlineData("quarantine", "22")]
    public async Task Records_come_newest_first(string list, string newest) =>
        Assert.Equal(newest, (await Get($"/api/v1/clients/kornhaus/{list}")).GetProperty("items")[0].GetProperty("id").GetString());

    [Theory]
    [InlineData("/api/v1/clients/nobody/log", 404)]
    [InlineData("/api/v1/clients/other/contacts/10/story", 404)]
    [InlineData("/api/v1/clients/other/log/action/51", 404)]
    [InlineData("/api/v1/clients/kornhaus/log?cursor=x", 400)]
    [InlineData("/api/v1/clients/kornhaus/log?kind=3", 400)]
    [InlineData("/api/v1/nothing", 404)]
    public async Task Errors_are_problems(string address, int status)
    {
        using var answer = await _http.GetAsync(address);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_approval_says_what_follows_a_yes()
    {
        var waits = (await Get("/api/v1/clients/kornhaus/approvals"))[0];
        Assert.Equal(("71", "Dear Lena", "answer to the review posted."), (waits.GetProperty("id").GetString(), waits.GetProperty("draft").GetString(), waits.GetProperty("afterYes").GetString()));
    }

    [Fact]
    public async Task An_approval_is_answered_once()
    {
        var yes = new { approve = true, text = "Dear Lena", by = "Anna" };
        Assert.Equal(HttpStatusCode.NoContent, (await _http.PostAsJsonAsync("/api/v1/clients/kornhaus/approvals/71/answer", yes)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await _http.PostAsJsonAsync("/api/v1/clients/kornhaus/approvals/71/answer", yes)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.PostAsJsonAsync("/api/v1/clients/other/approvals/71/answer", yes)).StatusCode);
    }

    [Fact]
    public async Task A_stop_is_looked_at_set_listed_and_lifted_once()
    {
        var ahead = await Get("/api/v1/clients/kornhaus/stops/preview?scope=rule&target=thank-you");
        Assert.Equal(("the rule Thank you", false), (ahead.GetProperty("covers").GetString(), ahead.GetProperty("inForce").GetBoolean()));

        Assert.Equal(HttpStatusCode.NoContent, await Post("kornhaus/stops", new { scope = "rule", target = "thank-you", by = "Anna", reason = "wrong text" }));
        var stop = (await Get("/api/v1/clients/kornhaus/stops"))[0];
        Assert.Equal(("thank-you", "Anna", "wrong text", 0), (stop.GetProperty("target").GetString(), stop.GetProperty("by").GetString(), stop.GetProperty("reason").GetString(), stop.GetProperty("preview").GetProperty("due").GetInt32()));

        var go = new { scope = "rule", target = "thank-you", choice = "send-useful", by = "Ben" };
        Assert.Equal(HttpStatusCode.OK, await Post("kornhaus/stops/go", go));
        Assert.Equal(HttpStatusCode.Conflict, await Post("kornhaus/stops/go", go));
        Assert.Empty((await Get("/api/v1/clients/kornhaus/stops")).EnumerateArray());
    }

    [Theory]
    [InlineData("""{ "scope": "rule", "target": "no-such-rule", "by": "Anna" }""", HttpStatusCode.NotFound)]
    [InlineData("""{ "scope": "connection", "target": "no-such-connection", "by": "Anna" }""", HttpStatusCode.NotFound)]
    [InlineData("""{ "scope": "everything", "by": "Anna" }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "scope": "client", "target": "thank-you", "by": "Anna" }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "scope": "client", "by": " " }""", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_stopped_is_a_problem_and_stops_nothing(string order, HttpStatusCode status)
    {
        using var answer = await _http.PostAsync("/api/v1/clients/kornhaus/stops", new StringContent(order, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(0, _temp.Count("select count(*) from stop"));
    }

    [Fact]
    public async Task Going_on_wants_a_choice() =>
        Assert.Equal(HttpStatusCode.BadRequest, await Post("kornhaus/stops/go", new { scope = "client", choice = "whatever", by = "Anna" }));

    [Fact]
    public async Task An_uncertain_action_is_asked_about_and_answered_once()
    {
        var asked = (await Get("/api/v1/clients/kornhaus/uncertain"))[0];
        Assert.Contains("for Maria Rossi, and the line broke at 09:54. It may be there once.", asked.GetProperty("question").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await Post("other/uncertain/52/answer", new { there = true, by = "Anna" }));
        Assert.Equal(HttpStatusCode.BadRequest, await Post("kornhaus/uncertain/52/answer", new { there = true, by = "" }));

        Assert.Equal(HttpStatusCode.NoContent, await Post("kornhaus/uncertain/52/answer", new { there = true, by = "Anna" }));
        Assert.Equal(HttpStatusCode.Conflict, await Post("kornhaus/uncertain/52/answer", new { there = false, by = "Ben" }));
        Assert.Equal(["It is there, says Anna."], _temp.Query("select result from action where id=52", r => r.GetString(0)));
    }

    [Fact]
    public async Task The_description_names_the_addresses() =>
        Assert.Contains("/api/v1/clients/{client}/contacts/{id}/story", (await Get("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Select(p => p.Name));

    [Fact]
    public async Task Stop_and_go_are_described_with_what_may_go_wrong()
    {
        var paths = (await Get("/openapi/v1.json")).GetProperty("paths");
        var go = paths.GetProperty("/api/v1/clients/{client}/stops/go").GetProperty("post");
        Assert.StartsWith("Lifts a stop", go.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Equal(["200", "400", "404", "409"], go.GetProperty("responses").EnumerateObject().Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.All(["/stops", "/stops/preview", "/uncertain"], path => Assert.NotEmpty(paths.GetProperty("/api/v1/clients/{client}" + path).GetProperty("get").GetProperty("summary").GetString()!));
    }

    [Fact]
    public async Task Every_answer_carries_the_policy() =>
        Assert.Equal(ContentSecurity.Policy, (await _http.GetAsync("/api/v1/clients")).Headers.GetValues("Content-Security-Policy").Single());

    private MappingsInForce Mappings()
    {
        var mapping = MappingLoader.Load("""{ "rules": [ { "id": "thank-you", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } } ] } ] }""", "m.json", []).Mapping!;
        var inForce = new MappingsInForce(_temp.Store);
        inForce.Put("kornhaus", mapping, 1);
        return inForce;
    }

    private async Task<HttpStatusCode> Post(string address, object body)
    {
        using var answer = await _http.PostAsJsonAsync("/api/v1/clients/" + address, body);
        return answer.StatusCode;
    }

    private async Task<JsonElement> Get(string address)
    {
        using var answer = await _http.GetAsync(address);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
