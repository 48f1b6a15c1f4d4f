using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>A call that is refused, with the problem document of the vendor ("Errors" in the Marketing API docs).</summary>
internal sealed class MailchimpProblemException(int status, string title, string detail, params (string Field, string Message)[] errors) : Exception(detail)
{
    public int Status => status;

    public static MailchimpProblemException NotFound() => new(404, "Resource Not Found", "The requested resource could not be found.");

    public static MailchimpProblemException Invalid(string detail, params (string, string)[] errors) => new(400, "Invalid Resource", detail, errors);

    public static JObject Document(int status, string title, string detail, string requestId) => new()
    {
        ["type"] = "https://mailchimp.com/developer/marketing/docs/errors/", ["title"] = title, ["status"] = status, ["detail"] = detail, ["instance"] = requestId,
    };

    public JObject ToJson(string requestId)
    {
        var json = Document(status, title, Message, requestId);
        if (errors.Length > 0)
        {
            json["errors"] = new JArray(errors.Select(e => new JObject { ["field"] = e.Field, ["message"] = e.Message }));
        }

        return json;
    }
}
