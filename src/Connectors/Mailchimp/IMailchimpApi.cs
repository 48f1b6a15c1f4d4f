using IntegrationHub.Connectors.Http;
using Newtonsoft.Json.Linq;
using Refit;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>Mailchimp Marketing API 3.0. Answers are taken raw: their statuses and problem documents decide.</summary>
internal interface IMailchimpApi
{
    /// <summary>https://mailchimp.com/developer/marketing/api/root/list-api-root-resources/</summary>
    [Get("/")]
    Task<HttpResponseMessage> GetRoot([Header("Authorization")] string authorization, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-webhooks/list-webhooks/</summary>
    [Get("/lists/{list}/webhooks")]
    Task<HttpResponseMessage> GetWebhooks(string list, [Header("Authorization")] string authorization, int count, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-webhooks/add-webhook/ : the only answer that shows the signing secret.</summary>
    [Post("/lists/{list}/webhooks")]
    Task<HttpResponseMessage> AddWebhook(string list, [Header("Authorization")] string authorization, [Body] JObject hook, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-webhooks/update-webhook/</summary>
    [Patch("/lists/{list}/webhooks/{hook}")]
    Task<HttpResponseMessage> PatchWebhook(
        string list, string hook, [Header("Authorization")] string authorization, [Body] JObject change, [Property(VendorCall.RepeatableName)] bool repeatable, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-webhooks/delete-webhook/</summary>
    [Delete("/lists/{list}/webhooks/{hook}")]
    Task<HttpResponseMessage> DeleteWebhook(string list, string hook, [Header("Authorization")] string authorization, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/lists/get-lists-info/</summary>
    [Get("/lists")]
    Task<HttpResponseMessage> GetLists([Header("Authorization")] string authorization, int count, string fields, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/lists/get-list-info/</summary>
    [Get("/lists/{list}")]
    Task<HttpResponseMessage> GetList(string list, [Header("Authorization")] string authorization, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-members/list-members-info/</summary>
    [Get("/lists/{list}/members")]
    Task<HttpResponseMessage> GetMembers(
        string list, [Header("Authorization")] string authorization, [AliasAs("since_last_changed")] string since, int count, int offset,
        [AliasAs("sort_field")] string sortField, [AliasAs("sort_dir")] string sortDirection, [AliasAs("exclude_fields")] string excluded, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-members/list-members-info/ : the total alone.</summary>
    [Get("/lists/{list}/members")]
    Task<HttpResponseMessage> CountMembers(
        string list, [Header("Authorization")] string authorization, string status, [AliasAs("since_timestamp_opt")] string since, [AliasAs("before_timestamp_opt")] string before, int count, string fields,
        CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/campaigns/list-campaigns/</summary>
    [Get("/campaigns")]
    Task<HttpResponseMessage> GetCampaigns(
        [Header("Authorization")] string authorization, [AliasAs("list_id")] string list, [AliasAs("since_send_time")] string since, string status, int count, int offset,
        [AliasAs("sort_field")] string sortField, [AliasAs("sort_dir")] string sortDirection, [AliasAs("exclude_fields")] string excluded, CancellationToken cancellationToken);

    /// <summary>
    /// https://mailchimp.com/developer/marketing/api/sent-to/ , /email-activity-reports/ and /campaign-abuse/ : recipients, what they did, who marked it as spam. Only
    /// <c>email-activity</c> knows <c>since</c>.
    /// </summary>
    [Get("/reports/{campaign}/{report}")]
    Task<HttpResponseMessage> GetReport(
        string campaign, string report, [Header("Authorization")] string authorization, string? since, int count, int offset, [AliasAs("exclude_fields")] string excluded, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-members/get-member-info/</summary>
    [Get("/lists/{list}/members/{member}")]
    Task<HttpResponseMessage> GetMember(string list, string member, [Header("Authorization")] string authorization, string fields, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-member-activity-feed/view-recent-activity/ : newest first.</summary>
    [Get("/lists/{list}/members/{member}/activity-feed")]
    Task<HttpResponseMessage> GetFeed(
        string list, string member, [Header("Authorization")] string authorization, [AliasAs("activity_filters")] string filters, int count, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-member-tags/add-or-remove-member-tags/ : additive, unknown names are made; 204.</summary>
    [Post("/lists/{list}/members/{member}/tags")]
    Task<HttpResponseMessage> SetTags(
        string list, string member, [Header("Authorization")] string authorization, [Body] MailchimpTags body, [Property(VendorCall.RepeatableName)] bool repeatable, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-tags/search-tags/ : by the beginning of the name.</summary>
    [Get("/lists/{list}/tag-search")]
    Task<HttpResponseMessage> SearchTags(string list, [Header("Authorization")] string authorization, string name, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-segments/batch-add-or-remove-members/ : at most 500 addresses; addresses that are not in the audience are passed over.</summary>
    [Post("/lists/{list}/segments/{segment}")]
    Task<HttpResponseMessage> ChangeSegment(
        string list, string segment, [Header("Authorization")] string authorization, [Body] MailchimpSegmentChange body, [Property(VendorCall.RepeatableName)] bool repeatable,
        CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-members/update-list-member/ : answers with the member as it then is.</summary>
    [Patch("/lists/{list}/members/{member}")]
    Task<HttpResponseMessage> Patch(
        string list, string member, [Header("Authorization")] string authorization, [Body] MailchimpPatch body, [Property(VendorCall.RepeatableName)] bool repeatable, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-members/add-or-update-list-member/ : <c>status_if_new</c> counts only when the member is created.</summary>
    [Put("/lists/{list}/members/{member}?skip_merge_validation=true")]
    Task<HttpResponseMessage> Put(
        string list, string member, [Header("Authorization")] string authorization, [Body] MailchimpPut body, [Property(VendorCall.RepeatableName)] bool repeatable, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-member-events/add-event/ : no idempotency; 204.</summary>
    [Post("/lists/{list}/members/{member}/events")]
    Task<HttpResponseMessage> AddEvent(string list, string member, [Header("Authorization")] string authorization, [Body] MailchimpEvent body, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-member-events/list-member-events/</summary>
    [Get("/lists/{list}/members/{member}/events")]
    Task<HttpResponseMessage> GetEvents(string list, string member, [Header("Authorization")] string authorization, int count, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/interest-categories/list-interest-categories/</summary>
    [Get("/lists/{list}/interest-categories?count=1000")]
    Task<HttpResponseMessage> GetInterestCategories(string list, [Header("Authorization")] string authorization, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/interests/list-interests-in-category/</summary>
    [Get("/lists/{list}/interest-categories/{category}/interests?count=1000")]
    Task<HttpResponseMessage> GetInterests(string list, string category, [Header("Authorization")] string authorization, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-member-notes/add-member-note/ : no idempotency.</summary>
    [Post("/lists/{list}/members/{member}/notes")]
    Task<HttpResponseMessage> AddNote(string list, string member, [Header("Authorization")] string authorization, [Body] MailchimpNote body, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-member-notes/list-recent-member-notes/</summary>
    [Get("/lists/{list}/members/{member}/notes")]
    Task<HttpResponseMessage> GetNotes(string list, string member, [Header("Authorization")] string authorization, int count, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-members/archive-list-member/ : 204; 405 for members that cannot be archived.</summary>
    [Delete("/lists/{list}/members/{member}")]
    Task<HttpResponseMessage> Archive(string list, string member, [Header("Authorization")] string authorization, [Property(VendorCall.RepeatableName)] bool repeatable, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/list-members/delete-list-member/ : for good, 204; the address cannot be put in again by API.</summary>
    [Post("/lists/{list}/members/{member}/actions/delete-permanent")]
    Task<HttpResponseMessage> Erase(string list, string member, [Header("Authorization")] string authorization, [Property(VendorCall.RepeatableName)] bool repeatable, CancellationToken cancellationToken);

    /// <summary>https://mailchimp.com/developer/marketing/api/customer-journeys-journeys-steps-actions/ : begins a step; 204, no idempotency and no way to read it back.</summary>
    [Post("/customer-journeys/journeys/{journey}/steps/{step}/actions/trigger")]
    Task<HttpResponseMessage> TriggerStep(string journey, string step, [Header("Authorization")] string authorization, [Body] MailchimpTrigger body, CancellationToken cancellationToken);
}
