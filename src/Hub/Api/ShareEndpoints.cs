using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Sharing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegrationHub.Hub.Api;

/// <summary>Links to pages of rules: made, listed, taken back; answers noted.</summary>
internal static class ShareEndpoints
{
    public static void Map(RouteGroupBuilder client)
    {
        var shares = client.MapGroup("/rules/{rule}/shares");
        shares.MapGet("", (string client, string rule, RuleSharing sharing, RulePreviews previews, CurrentSetup setup, TimeProvider time) =>
        {
            var (wording, lens) = (previews.Wording(client, rule), new ClientLens(setup.Value.Clients[client], time.GetUtcNow()));
            return TypedResults.Ok(sharing.List(client, rule).Select(l => ShareView.Of(l, wording, lens)).ToArray());
        }).WithSummary("The links to a rule's page, the newest first: who was asked, and what they answered.");
        shares.MapPost("", MakeAsync).WithSummary("Makes a link to the rule's page in plain words, for somebody to agree to or to leave a remark on. The address is in the answer and never shown again.").ProducesProblem(400);
        shares.MapPost("/{id:long}/take-back", TakeBackAsync).WithSummary("Takes a link back: it opens nothing any more.").ProducesProblem(409);
        shares.MapPost("/{id:long}/noted", NoteAsync).WithSummary("Somebody has read the answer: it leaves the Inbox.").ProducesProblem(409);
    }

    private static async Task<Results<Ok<ShareMadeView>, ProblemHttpResult>> MakeAsync(
        string client, string rule, ShareWish wish, HttpRequest request, RuleSharing sharing, RulePreviews previews, CurrentSetup setup, TimeProvider time)
    {
        if (ApiProblems.Unsigned(wish.By) is { } unsigned)
        {
            return unsigned;
        }

        if (string.IsNullOrWhiteSpace(wish.For) || wish.For.Trim().Length > ShareAnswer.LongestName)
        {
            return ApiProblems.Bad("for", $"Name the person whom it is for, in at most {ShareAnswer.LongestName} characters.");
        }

        if (wish.Days is < 1 or > RuleSharing.MostDays)
        {
            return ApiProblems.Bad("days", $"It is 1 to {RuleSharing.MostDays}.");
        }

        var owner = setup.Value.Clients[client];
        if ((wish.Version is { } version ? previews.Of(owner, rule, version) : previews.Of(owner, rule) is [var first, ..] ? first : null) is not { } preview)
        {
            return ApiProblems.NotFound(wish.Version is null ? "rule" : "rule in that version");
        }

        var (token, link) = await sharing.CreateAsync(new(client, rule, preview.Version, preview.Wording, preview.Shown, wish.For.Trim(), wish.By.Trim(), wish.Days ?? RuleSharing.UsualDays));
        var address = ShareAddress.Of(setup.Value, $"{request.Scheme}://{request.Host}", token);
        var lens = new ClientLens(owner, time.GetUtcNow());
        return TypedResults.Ok(new ShareMadeView(
            address.Url, address.OnlyHere, ShareWords.Reach(address), ShareWords.Mail(link, preview.Shown, address.Url, lens), ShareView.Of(link, previews.Wording(client, rule), lens)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeBackAsync(string client, string rule, long id, ShareSignature order, RuleSharing sharing) =>
        ApiProblems.Unsigned(order.By) is { } unsigned ? unsigned
        : sharing.List(client, rule).All(l => l.Id != id) ? ApiProblems.NotFound("link")
        : await sharing.TakeBackAsync(client, id, order.By.Trim()) ? TypedResults.NoContent()
        : TypedResults.Problem("This link waits for no answer any more: it was answered, taken back or ran out. Nothing was changed.", statusCode: 409, title: "No longer waits");

    private static async Task<Results<NoContent, ProblemHttpResult>> NoteAsync(string client, string rule, long id, ShareSignature order, RuleSharing sharing) =>
        ApiProblems.Unsigned(order.By) is { } unsigned ? unsigned
        : sharing.List(client, rule).All(l => l.Id != id) ? ApiProblems.NotFound("link")
        : await sharing.NoteAsync(client, id, order.By.Trim()) ? TypedResults.NoContent()
        : TypedResults.Problem("This link has no answer that waits to be noted.", statusCode: 409, title: "Nothing to note");
}
