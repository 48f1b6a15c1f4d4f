namespace IntegrationHub.Mappings.Figures;

/// <summary>What a rule or an arm changes: the goal rate of those it reached minus that of those it is compared with, with a 90 % interval. Pure.</summary>
/// <param name="Points">The difference in percentage points.</param>
/// <param name="Low">Lower end of the interval, points.</param>
/// <param name="High">Upper end of the interval, points.</param>
/// <param name="Verdict">What may be said of it.</param>
/// <param name="MoreNeeded">About how many more people, over both groups, a verdict needs; 0 when there is one.</param>
/// <remarks>The interval is Agresti and Caffo's (The American Statistician 54, 2000): one success and one failure are added to each group, which keeps it honest with few people and with rates near zero.</remarks>
public sealed record Lift(double Points, double Low, double High, LiftVerdict Verdict, int MoreNeeded)
{
    // Of the standard normal distribution, 5 % lie beyond it on either side.
    private const double Z = 1.6448536269514722;

    // A smaller difference is not looked for: it would take thousands, and change little.
    private const double SmallestPoints = 5;

    /// <summary>Compares; both groups' people have had the goal's whole time.</summary>
    /// <param name="with">Those whom the rule reached.</param>
    /// <param name="without">Those held out, or the other arm.</param>
    /// <param name="shareWithout">Share of the people of both groups who are in the second, above 0 and below 1: who comes next is divided so.</param>
    public static Lift Between(GoalCount with, GoalCount without, double shareWithout)
    {
        var (p1, n1, p2, n2) = (Shrunk(with), with.People + 2, Shrunk(without), without.People + 2);
        var (middle, spread) = (p1 - p2, Z * Math.Sqrt((p1 * (1 - p1) / n1) + (p2 * (1 - p2) / n2)));
        var points = with.People == 0 || without.People == 0 ? 0 : 100 * (((double)with.Reached / with.People) - ((double)without.Reached / without.People));
        var (low, high) = (100 * Math.Max(-1, middle - spread), 100 * Math.Min(1, middle + spread));
        var enough = Math.Min(with.People, without.People) >= GoalCount.FewestForPercent;
        var verdict = !enough ? LiftVerdict.TooFew : low > 0 ? LiftVerdict.More : high < 0 ? LiftVerdict.Fewer : LiftVerdict.TooFew;
        return new(points, low, high, verdict, verdict == LiftVerdict.TooFew ? Needed(with, without, p1, p2, shareWithout) : 0);
    }

    /// <summary>How many of <see cref="MoreNeeded"/> are still to come when so many are under way: people whose time for the goal is not over.</summary>
    public int MoreAfter(int underWay) => MoreNeeded <= underWay ? 0 : Rounded(MoreNeeded - underWay);

    // As many as make the interval as wide as the difference seen, and never fewer than a percentage needs in the smaller group. Both groups have at least one person more to come.
    private static int Needed(GoalCount with, GoalCount without, double p1, double p2, double shareWithout)
    {
        var difference = Math.Max(Math.Abs(p1 - p2), SmallestPoints / 100);
        var total = Z * Z * ((p1 * (1 - p1) / (1 - shareWithout)) + (p2 * (1 - p2) / shareWithout)) / (difference * difference);
        var more = Math.Max(total - with.People - without.People, 1);
        var forWith = (GoalCount.FewestForPercent - with.People) / (1 - shareWithout);
        var forWithout = (GoalCount.FewestForPercent - without.People) / shareWithout;
        return Rounded(Math.Max(more, Math.Max(forWith, forWithout)));
    }

    // "About 240": two digits are all that such a number is good for.
    private static int Rounded(double number)
    {
        var unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(number)) - 1));
        return (int)(Math.Ceiling(number / unit) * unit);
    }

    private static double Shrunk(GoalCount count) => (count.Reached + 1.0) / (count.People + 2);
}
