using System.Net;

namespace IntegrationHub.Connectors.Http;

/// <summary>
/// Puts a login's token in the place of its placeholder, as late as can be: a call may have waited a minute for its turn. A refusal is answered once by a new token, for the vendor did nothing:
/// it may have run out early or been replaced.
/// </summary>
internal sealed class LoginHandler(LoginTokens tokens) : DelegatingHandler
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Find(request) is not var (name, value, grant))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var placeholder = LoginTokens.PlaceholderOf(grant);
        try
        {
            var token = await tokens.ValidAsync(grant, cancellationToken);
            Set(value.Replace(placeholder, token, StringComparison.Ordinal));
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode is not HttpStatusCode.Unauthorized || await tokens.AfterRefusalAsync(grant, token, cancellationToken) is not { } other)
            {
                return response;
            }

            response.Dispose();
            Set(value.Replace(placeholder, other, StringComparison.Ordinal));
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            Set(value); // the request may be kept or sent again
        }

        void Set(string text)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, text);
        }
    }

    private static (string Name, string Value, string Grant)? Find(HttpRequestMessage request)
    {
        foreach (var header in request.Headers.NonValidated)
        {
            var value = header.Value.ToString();
            if (LoginTokens.GrantIn(value) is { } grant)
            {
                return (header.Key, value, grant);
            }
        }

        return null;
    }
}
