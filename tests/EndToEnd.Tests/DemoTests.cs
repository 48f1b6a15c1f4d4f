using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.EndToEnd.Tests;

/// <summary>The demo as a newcomer starts it, against its sample story. Takes the demo's own address.</summary>
public sealed class DemoTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(170);

    [Fact]
    public async Task The_story_reaches_all_four_tools_and_ends_when_asked()
    {
        var folder = Directory.CreateTempSubdirectory("hub-demo-").FullName;
        using var demo = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "hub.dll"), "demo"])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        demo.OutputDataReceived += static (_, _) => { };
        demo.ErrorDataReceived += static (_, _) => { };
        demo.BeginOutputReadLine();
        demo.BeginErrorReadLine();
        try
        {
            string[] rows =
            [
                "select count(distinct tool) >= 5 from event where historical=0", // four tools and the hub
                "select count(distinct stage) >= 5 from contact",
                "select count(distinct connection) >= 3 from action where state=3",
                "select count(*) = 1 from action a join contact c on c.id=a.contact where a.name='mail.tag.add' and a.payload like '%preorder-reminder%' and a.state=3 and c.name='Brenda Busch'",
                "select count(*) >= 1 from event e join contact c on c.id=e.contact where e.name='checkout.recovered' and c.name='Brenda Busch'",
                "select count(*) = 0 from action a join contact c on c.id=a.contact where a.payload like '%preorder-reminder%' and c.name='Tomas Lindqvist'",
                "select count(*) >= 1 from decision d join contact c on c.id=d.contact where d.rule='review-request' and d.verdict=5 and c.name='Noah Fischer'", // no consent
                "select count(*) >= 1 from event e join contact c on c.id=e.contact where e.name='consent.withdrawn' and c.name='George Okafor'",
                "select count(*) = 1 from approval where title='Answer Lena K.' and state=0",
                "select count(*) >= 1 from decision d join contact c on c.id=d.contact where d.rule='late-order' and c.name='Peter Novak'",
            ];
            var clock = Stopwatch.StartNew();
            var missing = rows.ToList();
            while (missing.Count > 0 && clock.Elapsed < Patience && !demo.HasExited)
            {
                await Task.Delay(1000);
                missing = rows.Where(r => !Holds(folder, r)).ToList();
            }

            Assert.Empty(missing);
            using var http = new HttpClient();
            Assert.Contains("Sample data. Nothing leaves this computer.", await http.GetStringAsync(new Uri("http://127.0.0.1:5080/c/kornhaus")));
            using var stop = Process.Start("kill", ["-TERM", demo.Id.ToString(CultureInfo.InvariantCulture)]);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await demo.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!demo.HasExited)
            {
                demo.Kill();
                await demo.WaitForExitAsync();
            }

            Directory.Delete(folder, true);
        }
    }

    private static bool Holds(string folder, string sql)
    {
        var path = Path.Combine(folder, "data", "demo", "hub.db");
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) == 1;
        }
        catch (SqliteException)
        {
            return false; // the tables are just being made
        }
    }
}
