using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>The bytes of one envelope as text, read only when somebody opens them.</summary>
public sealed class BodyQuery(HubStore store)
{
    /// <summary>Most characters that a page shows of one body.</summary>
    public const int Most = 64 * 1024;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The item's own bytes, JSON set out in lines where it is JSON; null when the client has no such envelope or its body is gone.</summary>
    public async Task<string?> ReadAsync(string client, long envelope, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        var found = await db.Envelopes.Where(e => e.Client == client && e.Id == envelope)
            .Join(db.Bodies.Where(b => b.Client == client), e => e.Body, b => b.Id, (e, b) => new { e.Offset, e.Length, b.Bytes, b.Codec }).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var bytes = found.Codec == 1 ? Unpack(found.Bytes) : found.Bytes;
        var start = Math.Clamp(found.Offset, 0, bytes.Length);
        return Pretty(bytes.AsSpan(start, Math.Clamp(found.Length, 0, bytes.Length - start)));
    }

    /// <summary>Sets JSON out in lines; anything else is shown as it came.</summary>
    public static string Pretty(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        try
        {
            using var json = JsonDocument.Parse(text);
            text = JsonSerializer.Serialize(json.RootElement, Indented);
        }
        catch (JsonException)
        {
            return Cut(text); // not JSON: the bytes as they came
        }
        catch (InvalidOperationException)
        {
            return Cut(text); // a lone surrogate cannot be written again
        }

        return Cut(text);
    }

    // A tool may repeat what we sent it, keys included.
    private static string Cut(string whole) => Redactor.Redact(whole) is var text && text.Length <= Most ? text : text[..Most] + "\n… cut here, the whole is in the store";

    private static byte[] Unpack(byte[] packed)
    {
        using var source = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var target = new MemoryStream();
        source.CopyTo(target);
        return target.ToArray();
    }
}
