using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>Batch operations: run at once, pending in the first answer, finished when asked again, results as a gzipped tar.</summary>
internal sealed class MailchimpBatches(MailchimpApi api, MailchimpSimulator account)
{
    private readonly Dictionary<string, (JObject Batch, byte[] Archive)> _batches = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public void Add(MailchimpApi calls)
    {
        calls.Add("POST", "batches", Start);
        calls.Add("GET", "batches/{batch}", c =>
        {
            lock (_gate)
            {
                if (!_batches.TryGetValue(c.Path["batch"], out var found))
                {
                    throw MailchimpProblemException.NotFound();
                }

                found.Batch["status"] = "finished";
                found.Batch["completed_at"] = MailchimpMemberCalls.At(account.World.Now);
                found.Batch["response_body_url"] = $"/mailchimp/_batch/{c.Path["batch"]}.tar.gz";
                return (200, found.Batch.DeepClone());
            }
        });
    }

    public byte[]? Archive(string id)
    {
        lock (_gate)
        {
            return _batches.TryGetValue(id, out var found) ? found.Archive : null;
        }
    }

    private (int, JToken?) Start(MailchimpCall call)
    {
        var results = new JArray();
        var failed = 0;
        foreach (var operation in (call.Json["operations"] as JArray ?? throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", ("operations", "Required"))).OfType<JObject>())
        {
            var (status, body) = RunOne(operation, call.By);
            failed += status >= 400 ? 1 : 0;
            results.Add(new JObject { ["status_code"] = status, ["operation_id"] = operation["operation_id"], ["response"] = body?.ToString(Formatting.None) ?? "" });
        }

        var id = account.World.Ids.Hex(10);
        var batch = new JObject
        {
            ["id"] = id, ["status"] = "pending", ["total_operations"] = results.Count, ["finished_operations"] = results.Count, ["errored_operations"] = failed,
            ["submitted_at"] = MailchimpMemberCalls.At(account.World.Now), ["completed_at"] = "", ["response_body_url"] = "",
        };
        lock (_gate)
        {
            _batches[id] = (batch, Packed(results));
            return (200, batch.DeepClone());
        }
    }

    private (int, JToken?) RunOne(JObject operation, Actor by)
    {
        // Body is a JSON text inside the JSON; the path may carry a query.
        var path = ((string?)operation["path"] ?? "").Split('?', 2);
        var query = path.Length == 2 ? QueryHelpers.ParseQuery(path[1]).ToDictionary(q => q.Key, q => q.Value.ToString()) : [];
        foreach (var parameter in (operation["params"] as JObject)?.Properties() ?? [])
        {
            query[parameter.Name] = parameter.Value.ToString();
        }

        try
        {
            return api.Run((string?)operation["method"] ?? "GET", path[0], query, operation["body"] is { Type: JTokenType.String } body ? WireJson.Parse((string)body!) as JObject : null, by);
        }
        catch (MailchimpProblemException e)
        {
            return (e.Status, e.ToJson(account.World.Ids.Uuid()));
        }
    }

    private static byte[] Packed(JArray results)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "results.json") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(results.ToString(Formatting.None))) });
        }

        return memory.ToArray();
    }
}
