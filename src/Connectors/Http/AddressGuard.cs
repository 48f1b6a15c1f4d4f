using System.Net;
using System.Net.Sockets;

namespace IntegrationHub.Connectors.Http;

/// <summary>
/// Keeps calls to addresses that people type away from the hub's own network. What a name means is looked up in the moment of connecting and the call goes to the very address that was looked at, so
/// that no answer in between can lead elsewhere.
/// </summary>
public static class AddressGuard
{
    // https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "fc00::/7", "fe80::/10",
            "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>True for an address of the open internet.</summary>
    public static bool IsOpen(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Closed.Any(n => n.BaseAddress.AddressFamily == plain.AddressFamily && n.Contains(plain));
    }

    /// <summary>Connects to the first open address of a host.</summary>
    /// <exception cref="HttpRequestException">The host has no open address; nothing was sent.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host.TrimEnd('.');
        IPAddress[] found;
        try
        {
            found = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException fault)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, $"The name {host} is not known.", fault);
        }

        // One closed address among several is enough: the next look-up could give that one.
        if (found.Length == 0 || !Array.TrueForAll(found, IsOpen))
        {
            throw new BlockedAddressException(host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException fault)
        {
            socket.Dispose();
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"No connection to {host}.", fault);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
