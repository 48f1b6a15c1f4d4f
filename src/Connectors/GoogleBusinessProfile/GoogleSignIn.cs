using System.Globalization;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>Signing in at Google, and what a login reaches: the locations of its accounts. One login often serves many clients.</summary>
internal static class GoogleSignIn
{
    internal const string Scope = "https://www.googleapis.com/auth/business.manage";

    /// <summary>A login with more accounts or locations than this is cut; nobody picks from thousands.</summary>
    private const int MostPages = 50;

    internal static SignInInfo Info { get; } = new()
    {
        AuthorizeUrl = "https://accounts.google.com/o/oauth2/v2/auth",
        TokenUrl = "https://oauth2.googleapis.com/token",
        Scopes = [new(Scope, "see reviews and answer them, keep hours and posts")],
        Pkce = true,
        // Both are needed for a refresh token, also when the person has agreed before.
        AuthorizeWith = new Dictionary<string, string> { ["access_type"] = "offline", ["prompt"] = "consent" },
        // https://developers.google.com/identity/protocols/oauth2#expiration
        TestModeLife = TimeSpan.FromDays(7),
        TestModeCure = "the app's consent screen is in Testing: the operator sets it to In production",
        Source = "https://developers.google.com/identity/protocols/oauth2/web-server",
    };

    internal static ReadinessInfo Readiness { get; } = new(
        Needs: ["A verified profile at Google Business Profile.", "A Google account that owns or manages it."],
        Who: "An owner or manager of the profile.",
        Minutes: 3,
        Without: "Without the push topic reviews come by asking, up to 15 minutes late; everything else is the same. Until Google has approved the operator's application nothing can be read at all.",
        Reads: "reviews and answers, daily figures, and what Google shows of the place",
        Writes: "answers to reviews, posts and hours of special days that a person approved",
        Never: "answer, post or change hours by itself, or ask for stars in return for something",
        KeySteps: [],
        KeyLimits: "Google gives tokens of an hour only: signing in is the way that lasts.",
        Operator:
        [
            "Make a cloud project and apply for Business Profile API access. Until Google has said yes the quota is 0 and every call fails; write the day of the application under apps as applied.",
            "Set the consent screen to In production: in Testing every sign-in ends after 7 days.",
            "Make an OAuth client of type web with the redirect address below.",
            "Make a Pub/Sub topic, let mybusiness-api-pubsub@system.gserviceaccount.com publish to it, and a push subscription to the app address below that signs as a service account.",
            "Put client id, secret, audience, serviceAccount and topic into connectors.json under apps.",
        ]);

    /// <summary>https://developers.google.com/my-business/reference/accountmanagement/rest/v1/accounts/list : the person's own account is the first.</summary>
    internal static async Task<VendorResult<LoginOwner>> OwnerAsync(LoginCall call, LoginAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Accounts(call.BaseUrl, null));
            request.Headers.Authorization = new("Bearer", answer.AccessToken);
            using var response = await call.Http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            using var document = JsonDocument.Parse(text);
            return response.IsSuccessStatusCode ? Owner(document.RootElement) : GoogleAnswer.Failure(response, text, document.RootElement, call.Time);
        }
        catch (JsonException)
        {
            return new VendorFailure(FailureKind.Transient, "Google's answer could not be read.");
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault is HttpRequestException or TaskCanceledException)
        {
            return new VendorFailure(FailureKind.Transient, FailureTable.Cut(fault.Message));
        }
    }

    internal static async Task<VendorResult<LoginOwner>> OwnerAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var answer = await GetAsync(session, Accounts(session.Http.BaseAddress!, null), cancellationToken);
        return answer.Failure is { } failure ? failure : Owner(answer.Value);
    }

    internal static async Task<VendorResult<IReadOnlyList<ReachableThing>>> ThingsAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var (things, pages) = (new List<ReachableThing>(), 0);
        string? accountsMark = null;
        do
        {
            var accounts = await GetAsync(session, Accounts(session.Http.BaseAddress!, accountsMark), cancellationToken);
            if (accounts.Failure is { } failure)
            {
                return failure;
            }

            foreach (var account in accounts.Value.Get("accounts").Items().Where(a => a.Text("name") is not null))
            {
                string? mark = null;
                do
                {
                    var places = await GetAsync(session, Locations(session.Http.BaseAddress!, account.Text("name")!, mark), cancellationToken);
                    if (places.Failure is { } lost)
                    {
                        return lost;
                    }

                    things.AddRange(places.Value.Get("locations").Items().Where(l => l.Text("name") is not null).Select(l => Thing(l, account)));
                    mark = places.Value.Text("nextPageToken");
                }
                while (mark is not null && ++pages < MostPages);
            }

            accountsMark = accounts.Value.Text("nextPageToken");
        }
        while (accountsMark is not null && ++pages < MostPages);

        return VendorResult<IReadOnlyList<ReachableThing>>.From([.. things.DistinctBy(t => t.Thing)]);
    }

    internal static async Task<VendorResult<IReadOnlyList<ReadCheck>>> ReadableAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var reviews = await GoogleBusinessProfileStreams.CheckAsync(session, cancellationToken);
        return reviews.Failure is { Kind: FailureKind.Transient or FailureKind.RateLimited or FailureKind.Unauthorised } failure ? failure
            : VendorResult<IReadOnlyList<ReadCheck>>.From([reviews.Failure is { } refused
                ? new("reviews", false, $"Google shows reviews of verified places only, and to their owners and managers. It said: {refused.Message}")
                : new("reviews", true, reviews.Value![(reviews.Value!.IndexOf(", ", StringComparison.Ordinal) + 2)..] + " can be read.")]);
    }

    private static VendorResult<LoginOwner> Owner(JsonElement root) => root.Get("accounts").Items().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first && first.Text("name") is { } name
        ? new LoginOwner(name, first.Text("accountName") ?? name) : new VendorFailure(FailureKind.Misconfigured, "This Google account manages no business profile.");

    private static ReachableThing Thing(JsonElement place, JsonElement account)
    {
        var address = place.Get("storefrontAddress");
        var where = string.Join(", ", address.Get("addressLines").Items().Select(l => l.Text()).Append(address.Text("locality")).Where(t => t is not null));
        return new(
            place.Text("name")!, place.Text("title") ?? place.Text("name")!, string.Join(" · ", new[] { where, account.Text("accountName") }.Where(t => !string.IsNullOrEmpty(t))),
            // https://developers.google.com/my-business/reference/businessinformation/rest/v1/accounts.locations#metadata
            place.Get("metadata").Flag("hasVoiceOfMerchant") is false ? "Google has not verified this place yet, so it shows no reviews of it." : null,
            new Dictionary<string, string> { [GoogleBusinessProfileSettings.Account] = account.Text("name")! });
    }

    private static async Task<VendorResult<JsonElement>> GetAsync(VendorSession session, Uri address, CancellationToken cancellationToken)
    {
        var answer = await GoogleAnswer.Send(session, HttpMethod.Get, address, null, cancellationToken);
        using var document = answer.Value;
        return answer.Failure is { } failure ? failure : document!.RootElement.Clone();
    }

    private static Uri Accounts(Uri host, string? mark) => GoogleHosts.At(host, GoogleHosts.Accounts, $"/v1/accounts?pageSize=20{Mark(mark)}");

    private static Uri Locations(Uri host, string account, string? mark) =>
        GoogleHosts.At(host, GoogleHosts.Information, $"/v1/{account}/locations?readMask=name,title,storefrontAddress,metadata&pageSize=100{Mark(mark)}");

    private static string Mark(string? mark) => mark is null ? "" : string.Create(CultureInfo.InvariantCulture, $"&pageToken={Uri.EscapeDataString(mark)}");
}
