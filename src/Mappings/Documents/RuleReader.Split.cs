using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

// What stands under `split`.
internal sealed partial class RuleReader
{
    // A split without an id of its own has one that does not change with its place, so that people stay in their arms when a step is put before it.
    internal const string SplitId = "split";
    private const int LongestName = 40;
    private bool _hasSplit;
    private bool _inSplit;

    private void Split(JObject item, JToken told, string id, int depth)
    {
        mistakes.Keys(item, "a step", "id", "split");
        if (_hasSplit)
        {
            mistakes.Add(item, _inSplit ? "a split stands inside a split" : "this is the second split of the rule", "A rule has at most one, so that its figures have a meaning: make two rules of it.");
            return;
        }

        _hasSplit = true;
        if (told is not JObject split)
        {
            mistakes.Add(told, "`split` must be an object", "Write { \"arms\": [ { \"name\": …, \"then\": [ … ] }, { … } ], \"holdout\": \"10%\" }.");
            return;
        }

        mistakes.Keys(split, "a split", "arms", "holdout");
        var holdout = Holdout(split);
        if (holdout > 0 && Holdout(rule) > 0)
        {
            mistakes.Add(split["holdout"], "people are held out twice: by the rule and by its split", "Leave `holdout` out of the rule; the split's share is compared with each arm.");
        }

        var arms = mistakes.List(split, "arms");
        if (arms.Count != 2)
        {
            mistakes.Add(split["arms"] ?? split, $"a split has exactly two arms, and {(arms.Count == 0 ? "there are none" : $"here {(arms.Count == 1 ? "is" : "are")} {arms.Count}")}",
                "Write two under `arms`; those who get neither are its `holdout`.");
        }

        var place = _steps.Count;
        _steps.Add(new Instruction.Split(id, [], holdout, place));
        var (read, jump) = (new List<(string Name, int? Share, int At)>(), place + 1);
        _inSplit = true;
        var preferred = _preferredAt;
        foreach (var token in arms)
        {
            _preferredAt = preferred;
            var at = _steps.Count;
            if (Arm(token, $"{id}.{(read.Count + 1).ToString(CultureInfo.InvariantCulture)}.", depth, read.Select(a => a.Name)) is var (name, share))
            {
                read.Add((name, share, at));
            }

            if (read.Count == 1)
            {
                jump = _steps.Count;
                _steps.Add(new Instruction.Jump(id + ".end", 0));
            }
        }

        (_inSplit, _preferredAt) = (false, preferred);
        if (read.Count != 2)
        {
            return;
        }

        if (_steps.Count == place + 2)
        {
            mistakes.Add(split["arms"], "both arms do nothing, so there is nothing to compare", "Give at least one of them a step.");
        }

        _steps[jump] = new Instruction.Jump(id + ".end", _steps.Count);
        var shares = Shares(split, read[0].Share, read[1].Share, holdout);
        _steps[place] = new Instruction.Split(id, [.. read.Select((a, i) => new SplitArm(a.Name, shares[i], a.At))], holdout, _steps.Count);
    }

    private (string Name, int? Share)? Arm(JToken token, string prefix, int depth, IEnumerable<string> before)
    {
        if (token is not JObject arm)
        {
            mistakes.Add(token, "an arm must be an object", "Write { \"name\": …, \"then\": [ … ] }.");
            return null;
        }

        mistakes.Keys(arm, "an arm", "name", "share", "then");
        var name = mistakes.Text(arm, "name", true)?.Trim() ?? "";
        if (arm["name"] is { } named && (name.Length is 0 or > LongestName || name == Instruction.Split.HeldOut))
        {
            mistakes.Add(named, $"`{name}` is no name of an arm", name == Instruction.Split.HeldOut ? "Those who are in no arm are called so: choose another." : $"Give it 1 to {LongestName} signs: what people call this way.");
        }
        else if (before.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            mistakes.Add(arm["name"], $"both arms are called `{name}`", "Give each its own name.");
        }

        int? share = null;
        if (mistakes.Text(arm, "share") is { } text)
        {
            share = Percent(text);
            if (share is null or < 1 or > 99)
            {
                mistakes.Add(arm["share"], $"`{text}` is no share", "Write a whole percentage from 1% to 99%, or leave it out: what is left is divided evenly.");
                share = null;
            }
        }

        if (arm["then"] is null)
        {
            mistakes.Add(arm, "`then` is missing", "Add `then`: the steps of this arm, [ ] for none.");
        }

        Steps(mistakes.List(arm, "then"), prefix, depth + 1);
        return (name, share);
    }

    private ImmutableArray<int> Shares(JObject split, int? first, int? second, int holdout)
    {
        var left = 100 - holdout - (first ?? 0) - (second ?? 0);
        if (first is not null && second is not null ? left != 0 : left < (first is null && second is null ? 2 : 1))
        {
            var sum = $"{string.Join(" + ", new[] { first, second, holdout == 0 ? null : holdout }.OfType<int>())} = {100 - left}";
            mistakes.Add(split["arms"], $"the shares do not make 100% ({sum})", "Let both arms and `holdout` add up to 100%, or leave a `share` out: it gets what is left.");
            return [50, 50];
        }

        return (first, second) switch
        {
            ({ } a, { } b) => [a, b],
            ({ } a, null) => [a, left],
            (null, { } b) => [left, b],
            _ => [left - (left / 2), left / 2],
        };
    }
}
