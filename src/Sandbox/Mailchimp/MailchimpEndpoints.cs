using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>Mailchimp's wire: credentials, the limit of calls at once, problem documents, sparse answers. The calls themselves are in <see cref="MailchimpApi"/>.</summary>
internal static class MailchimpEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, MailchimpSimulator account)
    {
        var api = new MailchimpApi(account);
        var running = 0;
        MailchimpSignInEndpoints.Map(routes, account);
        routes.MapGet("/_batch/{id}.tar.gz", (string id) => api.Batches.Archive(id) is { } bytes ? Results.Bytes(bytes, "application/gzip") : Results.NotFound());
        routes.Map("/3.0/{**path}", async (HttpContext context, string? path) =>
        {
            try
            {
                if (Interlocked.Increment(ref running) > account.MostCallsAtOnce)
                {
                    var (type, busy) = account.ErrorBody(429, context.TraceIdentifier);
                    return Results.Text(busy, type, Encoding.UTF8, 429);
                }

                if (account.CallTakes > TimeSpan.Zero)
                {
                    await Task.Delay(account.CallTakes, account.World.Options.WaitTime, context.RequestAborted);
                }

                Authenticate(account, context.Request);
                var query = context.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString());
                var body = await WireJson.ReadAsync(context.Request) as JObject;
                if (account.ChecksWebhookAddress && SetsWebhookAddress(context.Request.Method, path ?? "", body))
                {
                    await CheckAddressAsync((string?)body?["url"], account, context.RequestAborted);
                }

                var (status, answer) = api.Run(context.Request.Method, path ?? "", query, body, Actor.Api(context.TraceIdentifier));
                return answer is null ? Results.StatusCode(status) : WireJson.Answer(Sparse(answer, query), status);
            }
            catch (MailchimpProblemException e)
            {
                return WireJson.Answer(e.ToJson(context.TraceIdentifier), e.Status, "application/problem+json; charset=utf-8");
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        });
    }

    private static bool SetsWebhookAddress(string method, string path, JObject? body) =>
        (method == "POST" && path.EndsWith("/webhooks", StringComparison.Ordinal))
        || (method == "PATCH" && path.Contains("/webhooks/", StringComparison.Ordinal) && body?.ContainsKey("url") == true);

    private static void Authenticate(MailchimpSimulator account, HttpRequest request)
    {
        var parts = request.Headers.Authorization.ToString().Split(' ', 2);
        if (parts.Length != 2)
        {
            throw new MailchimpProblemException(401, "API Key Missing", "Your request did not include an API key.");
        }

        var key = parts[1];
        if (parts[0].Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            var bytes = new byte[key.Length];
            key = Convert.TryFromBase64String(key, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count).Split(':', 2)[^1] : "";
        }

        if (!account.Accepts(key))
        {
            throw new MailchimpProblemException(401, "API Key Invalid", "Your API key may be invalid, or you've attempted to access the wrong datacenter.");
        }
    }

    private static async Task CheckAddressAsync(string? url, MailchimpSimulator account, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.IsLoopback)
        {
            throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", ("url", "We couldn't connect to the address (the sandbox reaches loopback only)"));
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), account.World.Options.WaitTime);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        using var client = new HttpClient();
        try
        {
            using var answer = await client.GetAsync(address, both.Token);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // Falls through to the same refusal as a bad status.
        }

        throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", ("url", "The webhook address did not answer a GET with 200"));
    }

    /// <summary><c>fields</c> keeps, <c>exclude_fields</c> drops, both by dotted names.</summary>
    private static JToken Sparse(JToken answer, Dictionary<string, string> query)
    {
        if (query.TryGetValue("exclude_fields", out var drop))
        {
            foreach (var name in drop.Split(','))
            {
                foreach (var found in answer.SelectTokens(Dotted(answer, name)).ToList())
                {
                    found.Parent?.Remove();
                }
            }
        }

        return query.TryGetValue("fields", out var keep) ? Kept(answer, [.. keep.Split(',').Select(k => k.Split('.'))]) : answer;
    }

    private static string Dotted(JToken answer, string name)
    {
        var parts = name.Split('.');
        return parts.Length > 1 && answer[parts[0]] is JArray ? $"{parts[0]}[*].{string.Join('.', parts[1..])}" : name;
    }

    private static JToken Kept(JToken token, string[][] names) => token switch
    {
        JArray list => new JArray(list.Select(i => Kept(i, names))),
        JObject o => new JObject(o.Properties().Select(p => (p, Below: names.Where(n => n[0] == p.Name).ToArray())).Where(p => p.Below.Length > 0)
            .Select(p => new JProperty(p.p.Name, p.Below.Any(n => n.Length == 1) ? p.p.Value : Kept(p.p.Value, [.. p.Below.Select(n => n[1..])])))),
        _ => token,
    };
}
