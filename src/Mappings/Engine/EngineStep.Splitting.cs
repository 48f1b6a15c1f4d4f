using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Mappings.Engine;

// Who goes which way at a split.
internal sealed partial class EngineStep
{
    /// <summary>Puts a run into its arm and gives the place where it goes on; null when it is held out and ends here.</summary>
    private int? Divide(CompiledRule rule, ref Run run, Instruction.Split split)
    {
        var arm = ArmOf(rule, split);
        run = run with { Arm = arm?.Name ?? Instruction.Split.HeldOut };
        Note(run, arm is null);
        if (arm is not null)
        {
            Decide(rule, run.RunKey, split.Id, run.Mode, Verdict.Divided, $"split {arm.Name} {arm.Share}%", arm.Name, $"put them into '{arm.Name}' by chance, as {Are(arm.Share)}; this stays so", run.Trigger);
            return arm.At;
        }

        Decide(rule, run.RunKey, split.Id, run.Mode, Verdict.HeldOut, $"split {run.Arm} {split.Holdout}%", run.Arm,
            $"left them out by chance, as {Are(split.Holdout)}, so that you can see what it changes; this stays so", run.Trigger);
        End(run, RunState.Exited, "held out at the split, to compare");
        return null;
    }

    private static string Are(int share) => PercentWords.OfAll(share) is var said && said.StartsWith("one in", StringComparison.Ordinal) ? said + " is" : said + " are";

    // The first arm counts from below and the second from above: when the share held out changes, nobody goes from one arm to the other.
    private SplitArm? ArmOf(CompiledRule rule, Instruction.Split split)
    {
        if (split.Always is { } always)
        {
            return split.Arms.FirstOrDefault(a => a.Name == always);
        }

        var share = Share(rule.Id, "split " + split.Id);
        return share < split.Arms[0].Share ? split.Arms[0] : share >= 100 - split.Arms[1].Share ? split.Arms[1] : null;
    }

    // Subjects that are no contacts keep no log of their own: their decisions tell the arm.
    private void Note(Run run, bool heldOut)
    {
        var place = _log.Firings.ToList().FindLastIndex(f => f.Rule == run.Rule && f.RunKey == run.RunKey);
        if (place >= 0)
        {
            var firing = _log.Firings[place];
            _log = _log with { Firings = _log.Firings.SetItem(place, firing with { Arm = run.Arm, HeldOut = firing.HeldOut || heldOut }) };
        }
    }

    // The step before this one on the run's own way, not through the arm that it did not go.
    private static int Before(CompiledRule rule, Run run, int place)
    {
        if (rule.Split is not { } split || (place != split.Arms[1].At && place != split.After))
        {
            return place - 1;
        }

        var first = run.Arm == split.Arms[0].Name;
        return place == split.After && first ? split.Arms[1].At - 1
            : place == split.After && run.Arm == split.Arms[1].Name && split.Arms[1].At < split.After ? place - 1
            : Place(rule, split.Id);
    }
}
