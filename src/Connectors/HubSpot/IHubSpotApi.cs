using IntegrationHub.Connectors.Http;
using Newtonsoft.Json.Linq;
using Refit;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>The calls of HubSpot's CRM API that the hub makes. Answers are read by <see cref="HubSpotAnswer"/>, since success, partial success and refusals differ by body.</summary>
internal interface IHubSpotApi
{
    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm : at most 200 a page and 10,000 a query, 5 calls a second an account.</summary>
    [Post("/crm/objects/" + HubSpotSettings.ApiVersion + "/{type}/search")]
    Task<HttpResponseMessage> Search([Header("Authorization")] string token, string type, [Body] JObject query,
        [Property(VendorCall.RepeatableName)] bool repeatable, [Property(VendorCall.BucketName)] string bucket, CancellationToken cancellationToken);

    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/crm/understanding-the-crm : batch read, update.</summary>
    [Post("/crm/objects/" + HubSpotSettings.ApiVersion + "/{type}/batch/{verb}")]
    Task<HttpResponseMessage> Batch([Header("Authorization")] string token, string type, string verb, [Body] JObject inputs,
        [Property(VendorCall.RepeatableName)] bool repeatable, CancellationToken cancellationToken);

    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/crm/understanding-the-crm : one record.</summary>
    [Get("/crm/objects/" + HubSpotSettings.ApiVersion + "/{type}/{id}")]
    Task<HttpResponseMessage> Get([Header("Authorization")] string token, string type, string id, string properties, string propertiesWithHistory, CancellationToken cancellationToken);

    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/crm/understanding-the-crm : a note or a task. Not repeatable.</summary>
    [Post("/crm/objects/" + HubSpotSettings.ApiVersion + "/{type}")]
    Task<HttpResponseMessage> Create([Header("Authorization")] string token, string type, [Body] JObject record, CancellationToken cancellationToken);

    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/crm/associations : up to 1,000 records' associations.</summary>
    [Post("/crm/associations/" + HubSpotSettings.ApiVersion + "/{from}/{to}/batch/read")]
    Task<HttpResponseMessage> Associations([Header("Authorization")] string token, string from, string to, [Body] JObject inputs,
        [Property(VendorCall.RepeatableName)] bool repeatable, CancellationToken cancellationToken);

    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/crm/properties : one contact property with its options.</summary>
    [Get("/crm/properties/" + HubSpotSettings.ApiVersion + "/contacts/{name}")]
    Task<HttpResponseMessage> Property([Header("Authorization")] string token, string name, CancellationToken cancellationToken);

    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/crm/properties : a new contact property.</summary>
    [Post("/crm/properties/" + HubSpotSettings.ApiVersion + "/contacts")]
    Task<HttpResponseMessage> MakeProperty([Header("Authorization")] string token, [Body] JObject property, CancellationToken cancellationToken);

    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/crm/properties : the list of options is replaced as a whole.</summary>
    [Patch("/crm/properties/" + HubSpotSettings.ApiVersion + "/contacts/{name}")]
    Task<HttpResponseMessage> ChangeProperty([Header("Authorization")] string token, string name, [Body] JObject change, [Property(VendorCall.RepeatableName)] bool repeatable, CancellationToken cancellationToken);

    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/crm/lists : people on a list kept by hand.</summary>
    [Put("/crm/lists/" + HubSpotSettings.ApiVersion + "/{list}/memberships/{verb}")]
    Task<HttpResponseMessage> ListMembers(
        [Header("Authorization")] string token, string list, string verb, [Body] JArray records, [Property(VendorCall.RepeatableName)] bool repeatable, CancellationToken cancellationToken);

    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/communication-preferences/guide : kinds of mail.</summary>
    [Get("/communication-preferences/" + HubSpotSettings.ApiVersion + "/definitions")]
    Task<HttpResponseMessage> Subscriptions([Header("Authorization")] string token, CancellationToken cancellationToken);

    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/communication-preferences/status/get-subscription : each kind of mail with its state for an address.</summary>
    [Get("/communication-preferences/" + HubSpotSettings.ApiVersion + "/statuses/{email}?channel=EMAIL")]
    Task<HttpResponseMessage> SubscriptionsOf([Header("Authorization")] string token, string email, CancellationToken cancellationToken);

    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/communication-preferences/status/update-subscription : the state of one kind of mail; brings back who left when told so.</summary>
    [Post("/communication-preferences/" + HubSpotSettings.ApiVersion + "/statuses/{email}")]
    Task<HttpResponseMessage> SetSubscription([Header("Authorization")] string token, string email, [Body] JObject state,
        [Property(VendorCall.RepeatableName)] bool repeatable, CancellationToken cancellationToken);

    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/communication-preferences/guide : whether an address is out of everything; no results when not.</summary>
    [Get("/communication-preferences/" + HubSpotSettings.ApiVersion + "/statuses/{email}/unsubscribe-all?channel=EMAIL")]
    Task<HttpResponseMessage> IsOptedOut([Header("Authorization")] string token, string email, CancellationToken cancellationToken);

    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/communication-preferences/guide : out of everything.</summary>
    [Post("/communication-preferences/" + HubSpotSettings.ApiVersion + "/statuses/{email}/unsubscribe-all?channel=EMAIL")]
    Task<HttpResponseMessage> OptOut([Header("Authorization")] string token, string email, [Property(VendorCall.RepeatableName)] bool repeatable, CancellationToken cancellationToken);

    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts : deletes for good, 204. Cannot be undone.</summary>
    [Post("/crm/objects/" + HubSpotSettings.ApiVersion + "/contacts/gdpr-delete")]
    Task<HttpResponseMessage> Erase([Header("Authorization")] string token, [Body] JObject contact, [Property(VendorCall.RepeatableName)] bool repeatable, CancellationToken cancellationToken);

    /// <summary>https://developers.hubspot.com/docs/api-reference/latest/account : whose token it is.</summary>
    [Get("/account-info/" + HubSpotSettings.ApiVersion + "/details")]
    Task<HttpResponseMessage> Details([Header("Authorization")] string token, CancellationToken cancellationToken);
}
