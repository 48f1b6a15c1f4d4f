using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegrationHub.Hub.Api;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Cli;

/// <summary>The API of the running hub. Only one process may hold the store, so commands ask the hub that runs instead of opening it.</summary>
internal sealed class HubApi(Uri hub) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) }) { BaseAddress = new Uri(hub, "/api/v1/"), Timeout = Patience };

    /// <summary>Where it is asked.</summary>
    public Uri Hub => hub;

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>The lens of a client: its name and zone. Tools are shown by the ids of their connections.</summary>
    public async Task<ApiAnswer<ClientLens>> LensAsync(string client, TimeProvider time, CancellationToken stop)
    {
        var clients = await GetAsync<ClientView[]>("clients", stop);
        return clients.Value is null ? new(null, clients.Code, clients.Problem)
            : Array.Find(clients.Value, c => c.Id == client) is { } found
                ? new(new ClientLens(new(found.Id, found.Name, found.TimeZone, found.Currency, found.Locale, [], null, false, found.Sample, []), time.GetUtcNow(), StageModels.Find(found.Journey ?? "")), ExitCodes.Done, "")
                : new(null, ExitCodes.Refused, $"There is no client '{client}'. There are: {string.Join(", ", clients.Value.Select(c => c.Id))}.");
    }

    /// <summary>Reads.</summary>
    /// <param name="path">Below <c>/api/v1/</c>.</param>
    /// <param name="stop">Gives up.</param>
    public Task<ApiAnswer<T>> GetAsync<T>(string path, CancellationToken stop) => SendAsync<T>(() => _http.GetAsync(new Uri(path, UriKind.Relative), stop), stop);

    /// <summary>Changes something.</summary>
    public Task<ApiAnswer<T>> PostAsync<T>(string path, object order, CancellationToken stop) =>
        SendAsync<T>(() => _http.PostAsync(new Uri(path, UriKind.Relative), JsonContent.Create(order, options: ApiJson.Options), stop), stop);

    /// <summary>Puts something in its place.</summary>
    public Task<ApiAnswer<T>> PutAsync<T>(string path, object order, CancellationToken stop) =>
        SendAsync<T>(() => _http.PutAsync(new Uri(path, UriKind.Relative), JsonContent.Create(order, options: ApiJson.Options), stop), stop);

    private async Task<ApiAnswer<T>> SendAsync<T>(Func<Task<HttpResponseMessage>> call, CancellationToken stop)
    {
        try
        {
            using var answer = await call();
            var type = answer.Content.Headers.ContentType?.MediaType;
            if (answer.StatusCode == HttpStatusCode.NoContent)
            {
                return new(default, ExitCodes.Done, "");
            }

            if (answer.IsSuccessStatusCode && type == "application/json")
            {
                return new(await answer.Content.ReadFromJsonAsync<T>(ApiJson.Options, stop), ExitCodes.Done, "");
            }

            return type == "application/problem+json"
                ? new(default, ExitCodes.Refused, Words(await answer.Content.ReadFromJsonAsync<JsonElement>(stop)))
                : new(default, ExitCodes.NoHub, $"What answers at {hub} is not this version of the hub ({(int)answer.StatusCode}, {type ?? "no content"}). Name the hub's address with --url.");
        }
        catch (HttpRequestException e)
        {
            return new(default, ExitCodes.NoHub, $"No hub answers at {hub} ({e.Message}). Start it with `hub run`, or name its address with --url: this command asks the running hub, because only one process may hold the store.");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new(default, ExitCodes.NoHub, $"The hub at {hub} did not answer within {Patience.TotalSeconds:0} seconds.");
        }
        catch (JsonException)
        {
            return new(default, ExitCodes.NoHub, $"What answers at {hub} is not this version of the hub. Name the hub's address with --url.");
        }
    }

    private static string Words(JsonElement problem)
    {
        var title = problem.TryGetProperty("title", out var t) ? t.GetString() : null;
        var detail = problem.TryGetProperty("detail", out var d) ? d.GetString() : null;
        return string.Join(". ", new[] { title, detail }.Where(w => !string.IsNullOrEmpty(w)));
    }
}
