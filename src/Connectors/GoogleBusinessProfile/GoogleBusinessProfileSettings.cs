using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>What a Google Business Profile grant may set, and what the connector says of itself.</summary>
public static class GoogleBusinessProfileSettings
{
    /// <summary>Longest reply, in UTF-8 bytes.</summary>
    public const int ReplyBytes = 4096;

    /// <summary>Setting: audience of the push subscription.</summary>
    public const string Audience = "audience";

    /// <summary>Setting: e-mail of the service account that the push subscription signs as.</summary>
    public const string ServiceAccount = "serviceAccount";

    /// <summary>Setting: <c>accounts/ID</c> that owns the location.</summary>
    public const string Account = "account";

    /// <summary>Name of the budget for changes of what the public sees.</summary>
    internal const string Edits = "edits";

    /// <summary>Allowed difference between Google's clock and ours.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>How far a poll reads below the newest review it knows.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    /// <summary>How long after a review a reply is looked for by every poll.</summary>
    public static readonly TimeSpan ReplyWatch = TimeSpan.FromDays(30);

    // The list of special days is written whole: all that are due go together, so that none loses another's.
    private const int DatesATime = 100;

    internal static ConnectorInfo Info { get; } = new()
    {
        Id = "google-business-profile",
        Name = "Google Business Profile",
        Role = "reviews",
        ThingName = "location",
        ThingPattern = "^locations/[0-9]+$",
        ThingHint = "locations/5550001",
        DefaultBaseUrl = "https://mybusiness.googleapis.com",
        Credentials =
        [
            new(CredentialNames.AccessToken, "OAuth access token with the scope business.manage.", true),
            new(Account, "The account that owns the location, accounts/111.", true, false),
            new(Audience, "Audience of the Pub/Sub push subscription; without it reviews are seen by polling only.", false, false),
            new(ServiceAccount, "E-mail of the service account that the push subscription signs as.", false, false),
            new("jwksUrl", "Address of Google's public keys: https://www.googleapis.com/oauth2/v3/certs.", false, false),
        ],
        Streams = [new("reviews", "reviews and replies", TimeSpan.FromMinutes(15))],
        Actions =
        [
            new("reply", "answer the review", true, 1, [new("text", true, ReplyBytes)], OnlyByApproval: true),
            new("post.create", "publish a post", false, 1,
                [
                    new("text", true, GooglePosts.TextLength), new("kind", false), new("headline", false, GooglePosts.HeadlineLength), new("start", false), new("end", false), new("code", false, 58), new("url", false),
                    new("terms", false, 1500), new("button", false), new("link", false),
                ], OnlyByApproval: true),
            new("hours.special.set", "set the hours of a special day", true, DatesATime, [new("date", true), new("hours", true), new("text", false)], OnlyByApproval: true),
        ],
        Buckets =
        [
            new("calls", BucketOwner.App, 300, TimeSpan.FromMinutes(1), 0, "Business Profile APIs, usage limits"),
            new(Edits, BucketOwner.Connection, 10, TimeSpan.FromMinutes(1), 0, "Business Profile APIs, usage limits: 10 edits a minute and profile"),
        ],
        SignIn = GoogleSignIn.Info,
        Readiness = GoogleSignIn.Readiness,
        AppLevelWebhooks = true,
        ConnectionWebhooks = false,
        AcceptedStatus = 204,
    };
}
