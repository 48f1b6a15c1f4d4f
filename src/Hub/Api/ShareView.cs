using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Sharing;

namespace IntegrationHub.Hub.Api;

/// <summary>A link to the page of a rule. Its secret was shown when it was made and is kept nowhere.</summary>
/// <param name="Id">Id, to take it back by.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Version">Version of the rules whose words it shows.</param>
/// <param name="State">waiting, opened, agreed, remarked, takenBack or ranOut.</param>
/// <param name="For">For whom it was made.</param>
/// <param name="By">Who made it.</param>
/// <param name="At">When.</param>
/// <param name="ExpiresAt">From when it opens nothing.</param>
/// <param name="OpenedAt">When it was opened first, by a person or by what looks through their mail.</param>
/// <param name="AnsweredBy">Name as typed by who answered.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="Remark">The remark as typed.</param>
/// <param name="IsThisWording">Whether the rule in force says the same; absent when it is not in force.</param>
/// <param name="NotedAt">When somebody noted the answer.</param>
/// <param name="Says">What became of it, in a sentence.</param>
public sealed record ShareView(
    long Id, string Rule, int Version, ShareState State, string For, string By, DateTimeOffset At, DateTimeOffset ExpiresAt, DateTimeOffset? OpenedAt, string? AnsweredBy, DateTimeOffset? AnsweredAt,
    string? Remark, bool? IsThisWording, DateTimeOffset? NotedAt, string Says)
{
    /// <summary>The link as the API gives it.</summary>
    public static ShareView Of(ShareLink link, string? wording, ClientLens lens) => new(
        link.Id, link.Rule, link.Version, link.StateAt(lens.Now), link.For, link.By, link.At, link.ExpiresAt, link.OpenedAt, link.Answer?.By, link.Answer?.At, link.Answer is { Agreed: false } no ? no.Remark : null,
        wording is null ? null : wording == link.Wording, link.NotedAt, ShareWords.Says(link, wording, lens));
}
