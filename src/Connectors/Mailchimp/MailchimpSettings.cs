using System.Text.RegularExpressions;
using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>What Mailchimp is called, can do and needs.</summary>
internal static partial class MailchimpSettings
{
    /// <summary>Members of one tag call: as many as Mailchimp takes.</summary>
    private const int MembersPerCall = 500;

    /// <summary>Longest note: below Mailchimp's 1,000 characters to leave room for our mark.</summary>
    private const int NoteLength = 960;

    internal static ConnectorInfo Info { get; } = new()
    {
        Id = MailchimpConnector.ConnectorId,
        Name = "Mailchimp",
        Role = "mail",
        ThingName = "audience",
        ThingPattern = "^[0-9a-z]{6,32}$",
        ThingHint = "the audience id, e.g. a6b5da1054 (Audience, Settings, Audience name and defaults)",
        DefaultBaseUrl = "https://api.mailchimp.com/3.0",
        BaseUrlOf = (_, credentials) => BaseUrl(credentials.GetValueOrDefault(CredentialNames.AccessToken)),
        Credentials =
        [
            new(CredentialNames.AccessToken, "API key (ends with the data centre, e.g. -us19) or OAuth token.", Required: true),
            new(CredentialNames.WebhookSecret, "Signing secret that Mailchimp showed once when the webhook was made. Without it only the secret in the address vouches for deliveries.", Required: false),
            new(CredentialNames.PreviousWebhookSecret, "The signing secret before the last change.", Required: false),
            new(CredentialNames.AddressSecret, "Unguessable last segment of the webhook address.", Required: false),
        ],
        MailStream = "activity",
        Streams =
        [
            new("members", "Members with status, merge fields and tags, by their change time.", TimeSpan.FromMinutes(10), "newsletter.joined"),
            new("campaigns", "Campaigns that went out.", TimeSpan.FromMinutes(15)),
            new("activity", "Who got a campaign, opened it, clicked, bounced or marked it as spam.", TimeSpan.FromMinutes(15)),
        ],
        Actions =
        [
            new("tag.add", "put the tag {tag}", Repeatable: true, MembersPerCall, [new("tag", Required: true, 100)], BatchBy: "tag"),
            new("tag.remove", "take the tag {tag}", Repeatable: true, MembersPerCall, [new("tag", Required: true, 100)], BatchBy: "tag"),
            new("field.set", "set the field {field}", Repeatable: true, 1, [new("field", Required: true, 10), new("value", Required: true, 255, MayBeEmpty: true)]),
            new("member.upsert", "put into the audience, without opting in", Repeatable: true, 1, [new("firstName", false), new("lastName", false), new("consent", false)]),
            new("event.send", "send the event {name}", Repeatable: false, 1, [new("name", Required: true, 30)]),
            new("status.set", "change whether they get mail", Repeatable: true, 1, [new("status", Required: true), new("consent", Required: false)]),
            new("interest.add", "note the interest {interest}", Repeatable: true, 1, [new("interest", Required: true)]),
            new("interest.remove", "take the interest {interest} off", Repeatable: true, 1, [new("interest", Required: true)]),
            new("note.create", "write a note", Repeatable: false, 1, [new("body", Required: true, NoteLength)]),
            new("journey.trigger", "begin the step {step} of the journey {journey}", Repeatable: false, 1, [new("journey", Required: true, 20), new("step", Required: true, 20)]),
            new("member.archive", "archive the member", Repeatable: true, 1, []),
            new("member.erase", "delete the member for good", Repeatable: true, 1, [new("text", Required: false)], OnlyByApproval: true),
        ],
        // Ten connections at once a user, shared with every other tool of that user: half of it is ours.
        Buckets = [new("calls", BucketOwner.Grant, 0, TimeSpan.FromSeconds(1), 5, "https://mailchimp.com/developer/marketing/docs/fundamentals/#api-limits")],
        SignIn = MailchimpSignIn.Info,
        Readiness = MailchimpSignIn.Readiness,
        AppLevelWebhooks = false,
        SecretInAddress = true,
    };

    private static Uri BaseUrl(string? token)
    {
        var dash = token?.LastIndexOf('-') ?? -1;
        var centre = dash < 0 ? "" : token![(dash + 1)..];
        return new(DataCentre().IsMatch(centre) ? $"https://{centre}.api.mailchimp.com/3.0" : Info.DefaultBaseUrl);
    }

    [GeneratedRegex("^us[0-9]{1,3}$", RegexOptions.NonBacktracking)]
    private static partial Regex DataCentre();
}
