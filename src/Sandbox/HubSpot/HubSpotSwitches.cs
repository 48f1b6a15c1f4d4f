namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Behaviour of the simulated account that can be turned while it runs. Defaults are what a healthy account does.</summary>
public sealed class HubSpotSwitches
{
    /// <summary>How long new and changed records stay invisible to search. Default none, so that tests need not wait.</summary>
    public TimeSpan SearchDelay { get; set; } = TimeSpan.Zero;

    /// <summary>Which signatures deliveries carry. Default v1 and v3, as CRM webhooks do.</summary>
    public HubSpotSignatures Signatures { get; set; } = HubSpotSignatures.V1 | HubSpotSignatures.V3;

    /// <summary>Calls allowed in any ten seconds for one app. Default 110 (OAuth apps).</summary>
    public int TenSecondLimit { get; set; } = 110;

    /// <summary>Calls allowed a day, or null for none (OAuth apps have none). With a number the daily headers appear.</summary>
    public int? DailyLimit { get; set; }

    /// <summary>Search calls allowed in one second for the account. Default 5.</summary>
    public int SearchPerSecond { get; set; } = 5;

    /// <summary>The account is moving to another data centre: every call answers 477 with Retry-After until this instant.</summary>
    public DateTimeOffset? MigratingUntil { get; set; }

    /// <summary>Records that answer 423 to writes, as <c>contacts/123</c>.</summary>
    public ISet<string> Locked { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Scopes that were not granted: a call that needs one answers 403 MISSING_SCOPES. For instance <c>crm.objects.contacts.write</c>.</summary>
    public ISet<string> MissingScopes { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The portal with which people sign in from now on; another than the account's own stands for the wrong login. Default null: the account's.</summary>
    public long? SignInPortal { get; set; }

    /// <summary>Batch answers come in reverse order of the inputs. Default false.</summary>
    public bool BatchResultsReversed { get; set; }

    /// <summary>Batch answers leave out the last result although the write happened. Default false.</summary>
    public bool BatchResultsIncomplete { get; set; }

    /// <summary>On creation the property events come before the creation event, as real deliveries do. Default true.</summary>
    public bool PropertyEventsFirst { get; set; } = true;

    /// <summary>All events of one change carry the same eventId, which HubSpot does not promise to be unique. Default false.</summary>
    public bool RepeatEventIds { get; set; }

    /// <summary>Events in one delivery at most. Default 100.</summary>
    public int EventsPerDelivery { get; set; } = 100;

    /// <summary>Merging makes a record with a new id instead of keeping the primary's. Default true.</summary>
    public bool MergeMakesNewId { get; set; } = true;

    /// <summary>The account has privacy settings on: a change of a subscription status needs a legal basis. Default false.</summary>
    public bool PrivacySettings { get; set; }

    /// <summary>Webhooks are made but not sent: the subscription was dropped at HubSpot. Default false.</summary>
    public bool WebhooksSilent { get; set; }
}
