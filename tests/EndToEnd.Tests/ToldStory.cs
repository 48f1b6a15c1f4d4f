using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Demo;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.EndToEnd.Tests;

/// <summary>The sample story, told once to its end as fast as the hub deals with it; tests look at what an admin would see, and at what the tools really hold.</summary>
public sealed class ToldStory : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-story-").FullName;
    private DemoHub? _demo;

    /// <summary>What was really done in the tools.</summary>
    public SandboxLedger Ledger => _demo!.Business.Vendors.Ledger;

    /// <summary>The tools.</summary>
    public BakeryTools Tools => _demo!.Tools;

    public async Task InitializeAsync()
    {
        var address = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", FreePort()).Uri;
        using var limit = new CancellationTokenSource(Patience);
        var (demo, mistakes) = await DemoHub.StartAsync(address, Path.Combine(_folder, "data"), new StoryPace { IsHurried = true }, limit.Token);
        Assert.Empty(mistakes.Select(m => m.ToString()));
        _demo = demo!;
        await _demo.Runner.TellAsync(_ => { }, limit.Token);
    }

    public async Task DisposeAsync()
    {
        if (_demo is not null)
        {
            await _demo.App.StopAsync();
            await _demo.DisposeAsync();
        }

        Directory.Delete(_folder, true);
    }

    /// <summary>What somebody's page tells, oldest first, as lines "day 5 09:30 text (detail)".</summary>
    public async Task<string> Of(SamplePerson who)
    {
        var contact = Assert.Single(Contacts(who));
        var story = await _demo!.App.Services.GetRequiredService<StoryQuery>().ReadAsync(DemoBusiness.Client, contact);
        var lens = new ClientLens(_demo.Business.Setup.Clients[DemoBusiness.Client], _demo.Clock.GetUtcNow(), StageModels.Find("local-business"));
        return string.Join('\n', StoryEntry.Of(story!, lens).Reverse().Select(e => $"{At(DateTimeOffset.FromUnixTimeMilliseconds(e.At))} {e.Text} ({e.Detail})"));
    }

    /// <summary>The mails that somebody got, oldest first, as lines "day 5 09:00 title: why".</summary>
    public async Task<string> MessagesOf(SamplePerson who)
    {
        var lens = new ClientLens(_demo!.Business.Setup.Clients[DemoBusiness.Client], _demo.Clock.GetUtcNow(), StageModels.Find("local-business"));
        var messages = await _demo.App.Services.GetRequiredService<MessagesQuery>().ReadAsync(lens, Assert.Single(Contacts(who)));
        return string.Join('\n', messages!.Items.Reverse().Select(m => $"{At(m.At)} {m.Title}: {m.Cause}: {m.Why}{(m.TwiceAlso > 0 ? $" twice for {m.TwiceAlso}" : "")}"));
    }

    /// <summary>What the hub holds about somebody.</summary>
    public ContactFacts Facts(SamplePerson who) => JsonSerializer.Deserialize<ContactFacts>(Rows("select facts from contact where id=@p0", Assert.Single(Contacts(who))).Single(), JourneyJson.Options)!;

    /// <summary>Alerts and tasks as lines "day 4 11:00 kind text", those that were settled with " | settled day 5 09:30".</summary>
    public string Alerts => string.Join('\n', Read(
        "select raised_at,kind,text,solved_at from alert where client=@p0 order by raised_at",
        r => $"{At(r.GetInt64(0))} {r.GetString(1)} {r.GetString(2)}{(r.IsDBNull(3) ? "" : " | settled " + At(r.GetInt64(3)))}", DemoBusiness.Client));

    /// <summary>The first column of all rows as text.</summary>
    public List<string> Rows(string sql, params object?[] values) => Read(sql, r => Convert.ToString(r.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!, values);

    /// <summary>One number.</summary>
    public long Count(string sql, params object?[] values) => Read("select count(*) from " + sql, r => r.GetInt64(0), values).Single();

    /// <summary>Contacts of a name that stand for themselves.</summary>
    public List<long> Contacts(SamplePerson who) => Read("select id from contact where client=@p0 and name=@p1 and merged_into is null", r => r.GetInt64(0), DemoBusiness.Client, who.Name);

    /// <summary>An instant as the story counts: "day 5 09:30".</summary>
    public static string At(DateTimeOffset at) => $"day {StoryMoment.DayOf(at)} {at.ToOffset(StoryMoment.DayOne.Offset):HH:mm}";

    private static string At(long at) => At(DateTimeOffset.FromUnixTimeMilliseconds(at));

    private List<T> Read<T>(string sql, Func<Microsoft.Data.Sqlite.SqliteDataReader, T> row, params object?[] values)
    {
        using var reader = _demo!.App.Services.GetRequiredService<HubStore>().Read();
        return reader.Query(sql, row, values);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
