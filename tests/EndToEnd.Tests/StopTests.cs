using System.Net;
using System.Net.Http.Json;
using IntegrationHub.Hub.Delivering;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.EndToEnd.Tests;

/// <summary>The real process, stopped by its API in the middle of its work. The action is one that must never be repeated.</summary>
public sealed class StopTests
{
    private const int Actions = 1_000;
    private const int Before = 100;
    private const string Stops = "/api/v1/clients/kornhaus/stops";
    private static readonly int InFlight = Math.Min(GrantDelivery.CallsAtOnce, Connectors.Catalog.All["mailchimp"].Info.Buckets.Single().Concurrency);

    [Fact]
    public async Task A_stop_in_the_middle_of_a_thousand_actions_lets_only_the_calls_in_flight_out_and_going_on_sends_each_once()
    {
        await using var tool = await GatedMailTool.StartAsync();
        var url = HubProcess.FreeAddress();
        using var folder = new HubFolder(url, tool.Url, """{ "do": "mail.event.send", "with": { "name": "bought" }, "touch": "internal" }""");
        await using var hub = await HubProcess.StartAsync(folder.Path, url, folder.Environment);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = url };

        // A thousand are due, none goes out: receiving and deciding went on under the stop.
        await StopAsync(http);
        var orders = new ShopOrders(url);
        await Parallel.ForEachAsync(Enumerable.Range(1, Actions), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (n, _) => Assert.True(await orders.SendAsync(n, untilAcknowledged: true)));
        await UntilAsync(async () => await WaitingAsync(http) == Actions, hub);
        Assert.Equal(0, tool.Begun);

        // In the middle of them, with as many calls in flight as the tool allows at once, everything is stopped again. What waits for its turn at the tool stays here.
        tool.CloseAfter(Before);
        Assert.Equal(Actions, (int)(await GoAsync(http))["sent"]!);
        await UntilAsync(() => Task.FromResult(tool.Waiting == InFlight), hub);
        await StopAsync(http);
        tool.Open();
        await UntilAsync(() => Task.FromResult(folder.Read<long>("select count(*) from action where state = 2") == Actions - Before - InFlight), hub);
        Assert.Equal(Before + InFlight, tool.Begun);
        Assert.Equal(Before + InFlight, folder.Read<long>("select count(*) from action where state = 3"));

        Assert.Equal(Actions - Before - InFlight, (int)(await GoAsync(http))["sent"]!);
        await UntilAsync(() => Task.FromResult(folder.Read<long>("select count(*) from action where state = 3") == Actions), hub);
        Assert.Equal(Actions, tool.Begun);
        Assert.Equal(Actions, tool.Written.Count);
        Assert.All(tool.Written.Values, n => Assert.Equal(1, n));
    }

    private static async Task StopAsync(HttpClient http)
    {
        using var answer = await http.PostAsJsonAsync(Stops, new { scope = "client", by = "Anna", reason = "wrong text" });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task<JObject> GoAsync(HttpClient http)
    {
        using var answer = await http.PostAsJsonAsync(Stops + "/go", new { scope = "client", choice = "send-useful", by = "Anna" });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JObject.Parse(text);
    }

    private static async Task<int> WaitingAsync(HttpClient http) => (int)JArray.Parse(await http.GetStringAsync(Stops))[0]["preview"]!["due"]!;

    private static async Task UntilAsync(Func<Task<bool>> reached, HubProcess hub)
    {
        for (var i = 0; i < 1200; i++)
        {
            if (await reached())
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("not reached within 120 s; the hub said: " + hub.Output);
    }
}
