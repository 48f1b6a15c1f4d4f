using System.Globalization;
using IntegrationHub.Hub.Dashboard.Queries;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>Why a rule should be looked at again, in words.</summary>
public static class ReviewWords
{
    /// <summary>One or two sentences.</summary>
    public static string Says(RuleToReview review)
    {
        var name = $"“{Words.Rule(review.Rule.Id)}”";
        var days = (int)RulesToReviewQuery.Window.TotalDays;
        return string.Join(' ', new[]
        {
            review.Runs switch
            {
                null => null,
                0 => $"{name} had nothing to do in {days} days. Is its moment the right one, or does the tool behind it no longer tell of it?",
                { } n => $"{name} ran {Words.Count(n, "time", "times")} in {days} days and nobody reached its goal. Compare it with people held out, or switch it off.",
            },
            review.DueSince is { } due ? $"{(review.Runs is null ? name : "It")} was to be looked at by {due.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}{(review.Rule.Owner is { Length: > 0 } owner ? $"; {owner} answers for it" : "")}." : null,
        }.OfType<string>());
    }
}
