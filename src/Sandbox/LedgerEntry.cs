namespace IntegrationHub.Sandbox;

/// <summary>One thing that was really done at a vendor: it changed state or sent a mail. Reads and refused writes are not in the ledger.</summary>
/// <param name="Sequence">1, 2, 3 ... without gaps, in the order in which things took effect.</param>
/// <param name="Vendor"><c>shopify</c>, <c>mailchimp</c>, <c>hubspot</c> or <c>google</c>.</param>
/// <param name="Account">The shop, the Mailchimp account, the HubSpot portal or the Google account.</param>
/// <param name="Verb">What was done, such as <c>customer.tag.add</c>.</param>
/// <param name="Object">What it was done to, by the vendor's id.</param>
/// <param name="Values">The values written.</param>
/// <param name="At">When, on the vendors' clock.</param>
/// <param name="By">Who did it.</param>
public sealed record LedgerEntry(
    long Sequence,
    string Vendor,
    string Account,
    string Verb,
    string Object,
    IReadOnlyDictionary<string, string?> Values,
    DateTimeOffset At,
    Actor By);
