namespace IntegrationHub.Hub.Sharing;

/// <summary>A link to be made.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Version">Version of the rules whose words are shown.</param>
/// <param name="Wording">Mark of these words.</param>
/// <param name="Shown">The page.</param>
/// <param name="For">For whom.</param>
/// <param name="By">Who makes it.</param>
/// <param name="Days">So long it opens the page; from 1 to <see cref="RuleSharing.MostDays"/>.</param>
public sealed record ShareOrder(string Client, string Rule, int Version, string Wording, ShownRule Shown, string For, string By, int Days = RuleSharing.UsualDays);
