namespace IntegrationHub.Hub.Sharing;

/// <summary>Whether those who were asked agree to a wording of a rule.</summary>
/// <param name="IsAsked">True when somebody was asked and the question was not taken back.</param>
/// <param name="Agreed">The newest yes to this wording; null when there is none.</param>
/// <param name="Earlier">The newest yes to another wording; null when there is none.</param>
/// <param name="Remark">The newest remark that no yes to this wording has answered; null when there is none.</param>
public sealed record Agreement(bool IsAsked, ShareLink? Agreed, ShareLink? Earlier, ShareLink? Remark)
{
    /// <summary>Reads it from the links to a rule.</summary>
    public static Agreement Of(IEnumerable<ShareLink> links, string wording)
    {
        var all = links.ToList();
        var answers = all.Where(l => l.Answer is not null).OrderByDescending(l => l.Answer!.At).ThenByDescending(l => l.Id).ToList();
        var agreed = answers.Find(l => l.Answer!.Agreed && l.Wording == wording);
        var remark = answers.Find(l => !l.Answer!.Agreed && (agreed is null || (l.Wording == wording && l.Answer.At > agreed.Answer!.At)));
        return new(all.Exists(l => l.Answer is not null || l.TakenBackAt is null), agreed, answers.Find(l => l.Answer!.Agreed && l.Wording != wording), remark);
    }
}
