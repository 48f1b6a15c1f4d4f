using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>Signing in at Mailchimp, and what a login reaches. Tokens never run out; they die when the user takes the app away or leaves the account.</summary>
internal static partial class MailchimpSignIn
{
    private const int MostLists = 1000;

    internal static SignInInfo Info { get; } = new()
    {
        AuthorizeUrl = "https://login.mailchimp.com/oauth2/authorize",
        TokenUrl = "https://login.mailchimp.com/oauth2/token",
        Scopes = [],
        Source = "https://mailchimp.com/developer/marketing/guides/access-user-data-oauth-2/",
    };

    internal static ReadinessInfo Readiness { get; } = new(
        Needs: ["A Mailchimp account; any plan will do. Flows (automations) need a paid plan.", "A user there whose role is Manager, Admin or Owner."],
        Who: "Somebody who can sign in at Mailchimp with one of those roles.",
        Minutes: 3,
        Without: "Without a public address of the hub news come by asking, up to 10 minutes late. Without flows in the plan a tag starts no mail; the hub then makes a task for a person.",
        Reads: "who subscribes, leaves, opens and clicks, and which campaigns went out",
        Writes: "tags, fields, interests, notes, events and the status of people; it begins steps of your journeys and archives people, once a rule asks for it",
        Never: "subscribe somebody who left, send a campaign, or delete anybody for good without a person's yes",
        KeySteps: ["Your picture, bottom left", "Account & billing", "Extras, in the row on top", "API keys", "Create a key, name it “Integration Hub”, copy it"],
        KeyLimits: null,
        Operator: ["Register an app at Mailchimp (Account & billing, Extras, Registered apps).", "Give it the redirect address below, letter by letter.", "Put its client id and secret into connectors.json under apps."]);

    /// <summary>https://mailchimp.com/developer/marketing/guides/access-user-data-oauth-2/ : the data centre, told with status 200 even for a dead token.</summary>
    internal static async Task<VendorResult<LoginOwner>> OwnerAsync(LoginCall call, LoginAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(call.TokenUrl, "metadata"));
            request.Headers.TryAddWithoutValidation("Authorization", "OAuth " + answer.AccessToken);
            using var response = await call.Http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (!response.IsSuccessStatusCode || root.Text("api_endpoint") is not { } endpoint)
            {
                return FailureTable.Of(response, body, call.Time, FailureKind.Unauthorised, "Mailchimp does not say where this account lives; the sign-in did not count.");
            }

            // The address is where every later call with the token goes: Mailchimp's own hosts and nobody else's.
            if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var host) || !IsMailchimp(host, call.TokenUrl))
            {
                return new VendorFailure(FailureKind.Rejected, $"Mailchimp named an address that is not its own: {FailureTable.Cut(endpoint)}");
            }

            var api = new Uri(endpoint.TrimEnd('/') + "/3.0");
            var account = await AccountAsync(call, api, answer.AccessToken, cancellationToken);
            return account.Failure is { } failure ? failure : account.Value! with { BaseUrl = api };
        }
        catch (JsonException)
        {
            return new VendorFailure(FailureKind.Transient, "Mailchimp's answer could not be read.");
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault is HttpRequestException or TaskCanceledException)
        {
            return new VendorFailure(FailureKind.Transient, FailureTable.Cut(fault.Message));
        }
    }

    /// <summary>https://mailchimp.com/developer/marketing/api/root/list-api-root-resources/ : whose key it is.</summary>
    internal static async Task<VendorResult<LoginOwner>> OwnerAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var answer = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetRoot(authorization, cancellationToken));
        return answer.Failure is { } failure ? failure : Owner(answer.Value);
    }

    internal static async Task<VendorResult<IReadOnlyList<ReachableThing>>> ThingsAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var answer = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetLists(authorization, MostLists, "lists.id,lists.name,lists.stats.member_count", cancellationToken));
        return answer.Failure is { } failure ? failure : VendorResult<IReadOnlyList<ReachableThing>>.From(
            [.. answer.Value.Get("lists").Items().Where(l => l.Text("id") is not null)
                .Select(l => new ReachableThing(l.Text("id")!, l.Text("name") ?? l.Text("id")!, People(l.Get("stats").Amount("member_count"))))]);
    }

    internal static async Task<VendorResult<IReadOnlyList<ReadCheck>>> ReadableAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var members = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetMembers(
            session.Connection.Thing, authorization, "1970-01-01T00:00:00+00:00", 1, 0, "last_changed", "DESC", "members._links,_links", cancellationToken));
        if (members.Failure is { Kind: not (FailureKind.Misconfigured or FailureKind.NotFound or FailureKind.Rejected) } failure)
        {
            return failure;
        }

        var campaigns = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetCampaigns(
            authorization, session.Connection.Thing, "1970-01-01T00:00:00+00:00", "sent", 1, 0, "send_time", "DESC", "campaigns._links,_links", cancellationToken));
        var root = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetRoot(authorization, cancellationToken));
        var role = root.Value.ValueKind is JsonValueKind.Object ? root.Value.Text("role") : null;
        return VendorResult<IReadOnlyList<ReadCheck>>.From(
        [
            members.Failure is { } lost ? new("people with address, consent and tags", false, lost.Message)
                : members.Value.Get("members").Items().Any() ? new("people with address, consent and tags", true, $"{People(members.Value.Amount("total_items"))} in this audience.")
                : new("people with address, consent and tags", null, "The audience is empty, so nothing could be tried."),
            campaigns.Failure is { } none ? new("campaigns and what became of them", false, none.Message)
                : new("campaigns and what became of them", true, $"{(campaigns.Value.Amount("total_items") ?? 0).ToString(CultureInfo.InvariantCulture)} went out so far."),
            // https://mailchimp.com/help/manage-user-levels-in-your-account/ : viewers and authors cannot change people.
            role is "viewer" or "author" ? new("permission to write", false, $"The user's role is {role}: tags and fields cannot be written. A manager, admin or owner must sign in.") : new("permission to write", role is null ? null : true, role is null ? "Mailchimp does not say the user's role." : $"The user's role is {role}."),
        ]);
    }

    // The metadata names the user; the account, which several users share, is told by the API itself.
    private static async Task<VendorResult<LoginOwner>> AccountAsync(LoginCall call, Uri api, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, api + "/");
        request.Headers.Authorization = new("Bearer", token);
        using var response = await call.Http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        using var document = JsonDocument.Parse(body);
        return response.IsSuccessStatusCode ? Owner(document.RootElement) : FailureTable.Of(response, body, call.Time, null, document.RootElement.Text("title"));
    }

    private static VendorResult<LoginOwner> Owner(JsonElement root) => root.Text("account_id") is { } account
        ? new LoginOwner(account, root.Text("account_name") ?? "a Mailchimp account") : new VendorFailure(FailureKind.Rejected, "Mailchimp does not say whose account this is.");

    private static string People(decimal? count) => count is { } n ? $"{n.ToString("#,0", CultureInfo.InvariantCulture)} {(n == 1 ? "person" : "people")}" : "";

    private static bool IsMailchimp(Uri host, Uri login) => login.Host == "login.mailchimp.com"
        ? host.Scheme == Uri.UriSchemeHttps && host.IsDefaultPort && host.UserInfo.Length == 0 && DataCentreHost().IsMatch(host.Host)
        : host.GetLeftPart(UriPartial.Authority) == login.GetLeftPart(UriPartial.Authority);

    [GeneratedRegex(@"^[a-z]{2}[0-9]{1,3}\.api\.mailchimp\.com$", RegexOptions.NonBacktracking)]
    private static partial Regex DataCentreHost();
}
