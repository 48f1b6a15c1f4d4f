using System.Globalization;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>Signing in at HubSpot, and what a login reaches: exactly one portal. Access tokens last 30 minutes, the refresh token stays.</summary>
internal static class HubSpotSignIn
{
    internal static SignInInfo Info { get; } = new()
    {
        AuthorizeUrl = "https://app.hubspot.com/oauth/authorize",
        TokenUrl = "https://api.hubapi.com/oauth/" + HubSpotSettings.ApiVersion + "/token",
        Scopes =
        [
            new("oauth", "know which portal it is"),
            new("crm.objects.contacts.read", "read contacts"),
            new("crm.objects.contacts.write", "write properties and tags of contacts"),
            new("crm.objects.deals.read", "read deals"),
            new("crm.objects.deals.write", "make and move deals", Optional: true),
            new("crm.objects.owners.read", "know who owns a contact", Optional: true),
            new("tickets", "read tickets", Optional: true),
            new("forms", "read what people sent by forms", Optional: true),
            new("crm.lists.read", "read lists", Optional: true),
            new("crm.lists.write", "put people on lists", Optional: true),
            new("crm.schemas.contacts.write", "make the tag property", Optional: true),
            new("communication_preferences.read_write", "record whether people get mail", Optional: true),
        ],
        OptionalScopeParameter = "optional_scope",
        Pkce = true,
        Source = "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/manage-oauth-tokens",
    };

    internal static ReadinessInfo Readiness { get; } = new(
        Needs: ["A HubSpot account; the free tools are enough for contacts, notes and tasks.", "A user there with the permission to install apps (super admin, or App Marketplace access)."],
        Who: "A super admin of the HubSpot account.",
        Minutes: 3,
        Without: "Without a public address of the hub changes come by asking, up to 5 minutes late. On free plans HubSpot's own workflows cannot follow a tag; notes and tasks still arrive.",
        Reads: "contacts, deals, tickets, forms and what colleagues log",
        Writes: "properties, tags, lists, deals, notes, tasks and whether people get mail, once a rule asks for it",
        Never: "change who owns a record, bring anybody back into mail, or delete anybody without a person's yes",
        KeySteps: ["Settings (the cog)", "Integrations or Development, then Keys", "Create a service key, name it “Integration Hub”", "Tick contacts, deals, tickets, forms and lists", "Copy the key"],
        KeyLimits: "A service key gets no webhooks: changes come by asking, up to 5 minutes late. Sign in where you want them at once.",
        Operator: ["Make a project app in HubSpot's developer account with the sign-in type OAuth.", "Give it the redirect address and the scopes below.", "Set the webhook target address below; the hub keeps the subscriptions.", "Put its client id and secret into connectors.json under apps."]);

    /// <summary>An app's subscriptions hold for all its portals and are kept in the app's project, not by a portal's token: "Configure webhooks" in the developer docs.</summary>
    internal static SubscriptionReport Subscriptions { get; } = new(
    [
        .. new[] { "contact.creation", "contact.propertyChange", "contact.deletion", "contact.privacyDeletion", "contact.merge", "deal.creation", "deal.propertyChange", "ticket.creation", "ticket.propertyChange" }
            .Select(t => new Subscription(t, SubscriptionState.Operator, "Kept in the app's project by the operator.")),
    ]);

    internal static Task<VendorResult<LoginOwner>> OwnerAsync(LoginAnswer answer) => Task.FromResult<VendorResult<LoginOwner>>(
        answer.Raw.Digits("hub_id") is { } portal ? new LoginOwner(portal, "portal " + portal) : new VendorFailure(FailureKind.Unauthorised, "HubSpot does not say which portal this is; the sign-in did not count."));

    internal static async Task<VendorResult<LoginOwner>> OwnerAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.Details(token, cancellationToken), cancellationToken);
        return answer.Failure is { } failure ? failure : new LoginOwner(HubSpotAnswer.Text(answer.Value, "portalId"), "portal " + HubSpotAnswer.Text(answer.Value, "portalId"));
    }

    internal static async Task<VendorResult<IReadOnlyList<ReachableThing>>> ThingsAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.Details(token, cancellationToken), cancellationToken);
        if (answer.Failure is { } failure)
        {
            return failure;
        }

        var (portal, kind) = (HubSpotAnswer.Text(answer.Value, "portalId"), HubSpotAnswer.Text(answer.Value, "accountType"));
        return VendorResult<IReadOnlyList<ReachableThing>>.From(
            portal.Length == 0 ? [] : [new(portal, "Portal " + portal, string.Join(", ", new[] { kind.Replace('_', ' ').ToLowerInvariant(), HubSpotAnswer.Text(answer.Value, "timeZone") }.Where(t => t.Length > 0)))]);
    }

    internal static async Task<VendorResult<IReadOnlyList<ReadCheck>>> ReadableAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var checks = new List<ReadCheck>();
        foreach (var (type, what, needed, without) in new[]
        {
            ("contacts", "contacts with name and address", new[] { "email", "firstname" }, "Nothing of a person can be known from HubSpot."),
            ("deals", "deals", Array.Empty<string>(), "Stages of deals are not seen."),
            ("tickets", "tickets", [], "Questions and complaints are not seen."),
        })
        {
            var query = new JObject { ["limit"] = 1, ["properties"] = new JArray(needed) };
            var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.Search(token, type, query, true, "search", cancellationToken), cancellationToken);
            if (answer.Failure is { Kind: FailureKind.Transient or FailureKind.RateLimited or FailureKind.Unauthorised } failure)
            {
                return failure;
            }

            var count = answer.Value?["total"]?.Value<long?>();
            checks.Add(answer.Failure is { } refused ? new(what, false, $"{without} HubSpot said: {refused.Message}")
                : count is 0 ? new(what, null, "There are none yet, so nothing could be tried.")
                : new(what, true, $"{count?.ToString("#,0", CultureInfo.InvariantCulture) ?? "Some"} can be read."));
        }

        return VendorResult<IReadOnlyList<ReadCheck>>.From(checks);
    }
}
