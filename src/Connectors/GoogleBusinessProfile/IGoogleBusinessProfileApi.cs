using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using Newtonsoft.Json.Linq;
using Refit;

namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>The v4 calls for reviews; names contain slashes and are sent as they are (<c>**</c>).</summary>
internal interface IGoogleBusinessProfileApi
{
    /// <summary>https://developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews/list : newest first, at most 50.</summary>
    [Get("/v4/{**parent}/reviews")]
    Task<HttpResponseMessage> Reviews([Header("Authorization")] string token, string parent, int pageSize, string orderBy, string? pageToken, CancellationToken cancellationToken);

    /// <summary>https://developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews/get : one review.</summary>
    [Get("/v4/{**name}")]
    Task<HttpResponseMessage> Review([Header("Authorization")] string token, string name, CancellationToken cancellationToken);

    /// <summary>https://developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews/updateReply : creates or replaces the reply; at most 4096 bytes.</summary>
    [Put("/v4/{**name}/reply")]
    Task<HttpResponseMessage> Reply([Header("Authorization")] string token, string name, [Body] JObject reply,
        [Property(VendorCall.RepeatableName)] bool repeatable, [Property(VendorCall.BucketName)] string bucket, CancellationToken cancellationToken);

    /// <summary>https://developers.google.com/my-business/reference/rest/v4/accounts.locations.localPosts/list : at most 100.</summary>
    [Get("/v4/{**parent}/localPosts")]
    Task<HttpResponseMessage> Posts([Header("Authorization")] string token, string parent, int pageSize, CancellationToken cancellationToken);

    /// <summary>https://developers.google.com/my-business/reference/rest/v4/accounts.locations.localPosts/create : no request id, so never sent twice.</summary>
    [Post("/v4/{**parent}/localPosts")]
    Task<HttpResponseMessage> CreatePost([Header("Authorization")] string token, string parent, [Body] JObject post, [Property(VendorCall.BucketName)] string bucket, CancellationToken cancellationToken);
}
