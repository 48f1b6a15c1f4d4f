using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Api;

/// <summary>A link by which somebody signs in, without its secret.</summary>
/// <param name="Id">Id.</param>
/// <param name="Connector">Connector id.</param>
/// <param name="For">For whom.</param>
/// <param name="By">Who made it.</param>
/// <param name="At">When.</param>
/// <param name="ExpiresAt">Until when it can be used.</param>
/// <param name="State"><c>waiting</c>, <c>opened</c>, <c>used</c>, <c>taken back</c> or <c>ran out</c>.</param>
public sealed record ConnectLinkView(long Id, string Connector, string For, string By, DateTimeOffset At, DateTimeOffset ExpiresAt, string State)
{
    /// <summary>Makes it.</summary>
    public static ConnectLinkView Of(ConnectLink link, DateTimeOffset now) => new(
        link.Id, link.Connector, link.For, link.By, DateTimeOffset.FromUnixTimeMilliseconds(link.At), DateTimeOffset.FromUnixTimeMilliseconds(link.ExpiresAt),
        link.UsedAt is not null ? "used" : link.TakenBackAt is not null ? "taken back" : link.ExpiresAt <= now.ToUnixTimeMilliseconds() ? "ran out" : link.OpenedAt is not null ? "opened" : "waiting");
}
