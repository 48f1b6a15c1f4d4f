using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>A rule in words, with what it concluded. Conclusions = those that led on + those that did not, and the reasons sum to them.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Text">Its sentence.</param>
/// <param name="Mode">One word: off, watching, trying, on.</param>
/// <param name="Stage">The stage it belongs to.</param>
/// <param name="Reasons">How often it concluded what, the most frequent first.</param>
/// <param name="Actions">Actions of it that were done.</param>
public sealed record RuleView(CompiledRule Rule, RuleText Text, string Mode, StageView Stage, IReadOnlyList<(Verdict Verdict, long N)> Reasons, int Actions)
{
    /// <summary>All conclusions.</summary>
    public long Total => Reasons.Sum(r => r.N);

    /// <summary>Conclusions that led on: acted, waits, or asked a person.</summary>
    public long Fired => Reasons.Where(r => Leads(r.Verdict)).Sum(r => r.N);

    /// <summary>Conclusions that did not.</summary>
    public long NotFired => Total - Fired;

    /// <summary>Makes the views of all rules: those that are on first, in the journey's order.</summary>
    public static IReadOnlyList<RuleView> Of(CompiledMapping mapping, IReadOnlyList<VerdictCount> verdicts, IReadOnlyList<DoneCount> done, ClientLens lens)
    {
        var (concluded, acted) = (verdicts.ToLookup(v => v.Rule, StringComparer.Ordinal), done.Where(d => ((ActionState)d.State).IsDone()).ToLookup(d => d.Rule, StringComparer.Ordinal));
        return [.. mapping.Rules.Select(rule => new RuleView(
                rule, RuleSentence.Of(rule, lens.ToolsByRole), Words.Mode(rule), lens.RuleStage(rule.Stage),
                [.. concluded[rule.Id].Select(v => ((Verdict)v.Verdict, v.N)).OrderByDescending(v => v.N)], acted[rule.Id].Sum(d => d.N)))
            .OrderBy(r => r.Rule.Mode == RuleMode.Off).ThenBy(r => r.Stage.Colour == 0 ? 9 : r.Stage.Colour).ThenBy(r => r.Rule.Order)];
    }

    private static bool Leads(Verdict verdict) => verdict is Verdict.Acted or Verdict.Waits or Verdict.NeedsApproval or Verdict.Watched or Verdict.Divided;
}
