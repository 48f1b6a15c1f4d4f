using System.Collections.Concurrent;
using IntegrationHub.Connectors.Contract;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>
/// The options of the tag property: HubSpot makes no option by writing it, so a tag that is new there is added first. However many calls carry the same tag, one looks; what was seen is believed
/// for a while.
/// </summary>
internal static class HubSpotTagOptions
{
    private static readonly TimeSpan Believed = TimeSpan.FromMinutes(10);
    private static readonly ConcurrentDictionary<string, (Lazy<Task<VendorFailure?>> Look, DateTimeOffset Until)> Known = new(StringComparer.Ordinal);

    // Options are replaced as a whole list: two tags that are added at once must not take each other away.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Portals = new(StringComparer.Ordinal);

    /// <summary>Sees to it that a tag can be written.</summary>
    /// <returns>Null when it can; else why not.</returns>
    internal static async Task<VendorFailure?> EnsureAsync(VendorSession session, string tag, CancellationToken cancellationToken)
    {
        var (key, now) = (KeyOf(session, tag), session.Time.GetUtcNow());
        var entry = Known.AddOrUpdate(key, _ => New(), (_, old) => old.Until > now ? old : New());
        var failure = await entry.Look.Value.WaitAsync(cancellationToken);
        if (failure is not null)
        {
            Known.TryRemove(new(key, entry));
        }

        return failure;

        (Lazy<Task<VendorFailure?>>, DateTimeOffset) New() => (new(() => LookAsync(session, tag)), now + Believed);
    }

    /// <summary>What was seen is not so any more.</summary>
    internal static void Forget(VendorSession session, string tag) => Known.TryRemove(KeyOf(session, tag), out _);

    private static async Task<VendorFailure?> LookAsync(VendorSession session, string tag)
    {
        var portal = Portals.GetOrAdd(PortalOf(session), _ => new(1));
        await portal.WaitAsync();
        try
        {
            var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.Property(token, HubSpotSettings.TagProperty, CancellationToken.None), CancellationToken.None);
            if (answer.Failure is { Kind: FailureKind.NotFound })
            {
                var property = new JObject
                {
                    ["groupName"] = "contactinformation", ["name"] = HubSpotSettings.TagProperty, ["label"] = "Tags of the hub", ["type"] = "enumeration", ["fieldType"] = "checkbox", ["options"] = new JArray(Option(tag, 0)),
                };
                return (await HubSpotAnswer.Send(session, false, (api, token) => api.MakeProperty(token, property, CancellationToken.None), CancellationToken.None)).Failure;
            }

            if (answer.Failure is { } failure)
            {
                return failure;
            }

            var options = HubSpotAnswer.Items(answer.Value, "options").ToList();
            if (options.Exists(o => HubSpotAnswer.Text(o, "value") == tag))
            {
                return null;
            }

            var change = new JObject { ["options"] = new JArray(options.Append(Option(tag, options.Count))) };
            return (await HubSpotAnswer.Send(session, false, (api, token) => api.ChangeProperty(token, HubSpotSettings.TagProperty, change, repeatable: true, CancellationToken.None), CancellationToken.None)).Failure;
        }
        finally
        {
            portal.Release();
        }
    }

    private static JObject Option(string tag, int order) => new() { ["label"] = tag, ["value"] = tag, ["displayOrder"] = order, ["hidden"] = false };

    private static string PortalOf(VendorSession session) => $"{session.Http.BaseAddress}|{session.Connection.Thing}";

    private static string KeyOf(VendorSession session, string tag) => PortalOf(session) + "|" + tag;
}
