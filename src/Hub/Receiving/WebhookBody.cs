using System.Buffers;

namespace IntegrationHub.Hub.Receiving;

/// <summary>Reads a body once, as bytes, with a hard limit.</summary>
internal static class WebhookBody
{
    /// <summary>Longest body that is taken: 1 MiB.</summary>
    public const int Limit = 1024 * 1024;

    /// <summary>The bytes, or null when there are more than <see cref="Limit"/>; then reading stops at once.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Limit)
        {
            return null;
        }

        if (request.ContentLength is { } length)
        {
            var exact = new byte[length];
            await request.Body.ReadExactlyAsync(exact, cancellationToken);
            return exact;
        }

        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.GetMemory(8 * 1024), cancellationToken);
            if (read == 0)
            {
                return buffer.WrittenSpan.ToArray();
            }

            buffer.Advance(read);
            if (buffer.WrittenCount > Limit)
            {
                return null;
            }
        }
    }
}
