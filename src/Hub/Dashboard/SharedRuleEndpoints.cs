using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.Pages;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Sharing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Hub.Dashboard;

/// <summary>
/// The pages behind links: whole without script, for who has the address and nobody else. Looking changes nothing but the first time it was looked at, so that programs that look through mail
/// use nothing up; an answer is a form sent by a person. Whatever is no open link looks the same.
/// </summary>
internal static class SharedRuleEndpoints
{
    private const int LongestForm = 32 * 1024;

    /// <summary>Maps the addresses.</summary>
    public static void MapSharedRules(this WebApplication app)
    {
        var pages = app.MapPublicPages(ShareAddress.Path);
        pages.MapMethods("/{token}", [HttpMethods.Get, HttpMethods.Head], OpenAsync);
        pages.MapPost("/{token}", AnswerAsync).WithMetadata(new RequestSizeLimitAttribute(LongestForm));
    }

    private static async Task<IResult> OpenAsync(string token, HttpContext http, RuleSharing sharing, CurrentSetup setup, TimeProvider time) =>
        await sharing.OpenAsync(token, look: HttpMethods.IsGet(http.Request.Method)) is { } opened ? Page(opened, setup, time) : Page(null, setup, time);

    private static async Task<IResult> AnswerAsync(string token, HttpContext http, RuleSharing sharing, CurrentSetup setup, TimeProvider time)
    {
        if (await sharing.OpenAsync(token, look: false) is not { } opened)
        {
            return Page(null, setup, time);
        }

        if (opened.Link.Answer is null)
        {
            if (await PublicPages.FormAsync(http.Request) is not { } form)
            {
                return Page(opened, setup, time, "The form could not be read. Send it once more.");
            }

            var (agreed, name, remark) = (form["answer"] == "agreed", form["name"].ToString().Trim(), form["remark"].ToString().ReplaceLineEndings("\n").Trim());
            if (Missing(form["answer"], name, remark) is { } missing)
            {
                return Page(opened, setup, time, missing, name, remark);
            }

            await sharing.AnswerAsync(token, agreed, name, remark); // who was second sees what the first one said
        }

        // To the page itself, so that loading it again sends nothing again.
        http.Response.Headers.Location = token;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static string? Missing(string? answer, string name, string remark) => answer switch
    {
        not ("agreed" or "remark") => "Press “Agreed”, or send a remark.",
        _ when name.Length == 0 => "Write your name, so that it is known who answered.",
        _ when name.Length > ShareAnswer.LongestName => $"The name may hold {ShareAnswer.LongestName} characters.",
        _ when remark.Length > ShareAnswer.LongestRemark => $"The remark may hold {ShareAnswer.LongestRemark:N0} characters; it has {remark.Length:N0}.",
        "remark" when remark.Length == 0 => "Write the remark first.",
        "agreed" when remark.Length > 0 => "You wrote a remark. Send it as a remark, or empty the field to agree.",
        _ => null,
    };

    private static RazorComponentResult<SharedRulePage> Page(OpenedShare? opened, CurrentSetup setup, TimeProvider time, string? problem = null, string name = "", string remark = "") => new(new Dictionary<string, object?>
    {
        [nameof(SharedRulePage.Opened)] = opened,
        [nameof(SharedRulePage.Lens)] = opened is null ? null : new ClientLens(setup.Value.Clients[opened.Link.Client], time.GetUtcNow()),
        [nameof(SharedRulePage.Problem)] = problem, [nameof(SharedRulePage.Name)] = name, [nameof(SharedRulePage.Remark)] = remark,
    })
    {
        StatusCode = opened is null ? StatusCodes.Status404NotFound : problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, PreventStreamingRendering = true,
    };
}
