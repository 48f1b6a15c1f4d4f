using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.GoogleBusinessProfile;

public sealed class GoogleReviewEndpointsTests : GoogleBench
{
    [Fact]
    public async Task Pages_of_fifty_come_newest_first_with_the_totals_on_each()
    {
        for (var i = 0; i < 60; i++)
        {
            Google.PostReview(i % 2 == 0 ? 5 : 4, "Review " + i);
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var (_, first) = await CallAsync("GET", Reviews);
        Assert.Equal((50, 60, 4.5), (first["reviews"]!.Count(), (int)first["totalReviewCount"]!, (double)first["averageRating"]!));
        Assert.Equal("Review 59", (string?)first["reviews"]![0]!["comment"]);
        var (_, last) = await CallAsync("GET", $"{Reviews}?pageToken={Uri.EscapeDataString((string)first["nextPageToken"]!)}");
        Assert.Equal(10, last["reviews"]!.Count());
        Assert.Null(last["nextPageToken"]);
        Assert.Equal("Review 0", (string?)last["reviews"]![9]!["comment"]);
    }

    [Theory]
    [InlineData("pageSize=51")]
    [InlineData("orderBy=updateTime%20asc")]
    [InlineData("orderBy=updateTime")]
    [InlineData("pageToken=nonsense")]
    public async Task What_is_not_offered_is_an_invalid_argument(string query)
    {
        var (status, body) = await CallAsync("GET", $"{Reviews}?{query}");
        Assert.Equal((400, "INVALID_ARGUMENT"), (status, (string?)body["error"]!["status"]));
    }

    [Fact]
    public async Task A_location_without_reviews_is_an_empty_object()
    {
        var (status, body) = await CallAsync("GET", Reviews);
        Assert.Equal(200, status);
        Assert.Empty(body);
    }

    [Fact]
    public async Task Stars_alone_have_no_comment_and_an_anonymous_reviewer_no_name()
    {
        var review = Google.PostReview(1, null, "Lena K.", anonymous: true);
        var (_, body) = await CallAsync("GET", $"{Reviews}/{review.Id}");
        Assert.Equal("ONE", (string?)body["starRating"]);
        Assert.Null(body["comment"]);
        Assert.DoesNotContain("Lena", body.ToString());
        Assert.Equal($"accounts/{Google.Account.Id}/locations/5550001/reviews/{review.Id}", (string?)body["name"]);
    }

    [Fact]
    public async Task A_reply_is_pending_until_google_has_approved_it()
    {
        var review = Google.PostReview(1, "Bread was cold");
        var (status, reply) = await ReplyAsync(review.Id, "We are sorry");
        Assert.Equal((200, "PENDING", "We are sorry"), (status, (string?)reply["reviewReplyState"], (string?)reply["comment"]));
        Clock.Advance(Google.Switches.ReplyDelay - TimeSpan.FromSeconds(1));
        Assert.Equal("PENDING", (string?)(await CallAsync("GET", $"{Reviews}/{review.Id}")).Body["reviewReply"]!["reviewReplyState"]);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var (_, seen) = await CallAsync("GET", $"{Reviews}/{review.Id}");
        Assert.Equal("APPROVED", (string?)seen["reviewReply"]!["reviewReplyState"]);
        Assert.Equal((string?)seen["createTime"], (string?)seen["updateTime"]);
    }

    [Fact]
    public async Task A_refused_reply_says_why_only_once_it_is_refused()
    {
        var review = Google.PostReview(1, "Bread was cold");
        Google.RefuseNextReply("PERSONAL_INFO");
        var (_, pending) = await ReplyAsync(review.Id, "Ring 030 5550100");
        Assert.Null(pending["policyViolation"]);
        Clock.Advance(Google.Switches.ReplyDelay);
        var reply = (await CallAsync("GET", $"{Reviews}/{review.Id}")).Body["reviewReply"]!;
        Assert.Equal(("REJECTED", "PERSONAL_INFO"), ((string?)reply["reviewReplyState"], (string?)reply["policyViolation"]));
    }

    [Fact]
    public async Task The_same_reply_again_is_done_once_and_another_replaces_it()
    {
        var review = Google.PostReview(5, "Lovely");
        await ReplyAsync(review.Id, "Thank you");
        Clock.Advance(Google.Switches.ReplyDelay);
        Assert.Equal("APPROVED", (string?)(await ReplyAsync(review.Id, "Thank you")).Body["reviewReplyState"]);
        Assert.Single(Vendors.Ledger.Entries("google", verb: "reply.put"));
        Assert.Equal("PENDING", (string?)(await ReplyAsync(review.Id, "Thank you, Lena")).Body["reviewReplyState"]);
        Assert.Equal(["Thank you", "Thank you, Lena"], Vendors.Ledger.Entries("google", verb: "reply.put").Select(e => e.Values["comment"]));
    }

    [Fact]
    public async Task A_reply_is_measured_in_bytes()
    {
        var review = Google.PostReview(5, "Lovely");
        Assert.Equal(400, (await ReplyAsync(review.Id, new string('ä', 2049))).Status);
        Assert.Equal(200, (await ReplyAsync(review.Id, new string('ä', 2048))).Status);
    }

    [Fact]
    public async Task Deleting_a_reply_answers_an_empty_object()
    {
        var review = Google.PostReview(5, "Lovely");
        await ReplyAsync(review.Id, "Thanks");
        var (status, body) = await CallAsync("DELETE", $"{Reviews}/{review.Id}/reply");
        Assert.Equal(200, status);
        Assert.Empty(body);
        Assert.Null(Google.Review(review.Id)!.Reply);
    }

    [Fact]
    public async Task A_deleted_review_vanishes()
    {
        var review = Google.PostReview(5, "Lovely");
        Google.DeleteReview(review.Id);
        var (status, body) = await CallAsync("GET", $"{Reviews}/{review.Id}");
        Assert.Equal((404, "NOT_FOUND"), (status, (string?)body["error"]!["status"]));
    }

    [Fact]
    public async Task The_eleventh_edit_in_a_minute_is_refused_in_the_old_way_of_v4()
    {
        var review = Google.PostReview(5, "Lovely");
        for (var i = 0; i < 10; i++) Assert.Equal(200, (await ReplyAsync(review.Id, "Thanks " + i)).Status);
        var (status, body) = await ReplyAsync(review.Id, "Thanks");
        Assert.Equal((403, "rateLimitExceeded"), (status, (string?)body["error"]!["errors"]![0]!["reason"]));
        Wall.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await ReplyAsync(review.Id, "Thanks")).Status);
    }

    [Fact]
    public async Task Several_locations_are_read_in_one_call()
    {
        Google.AddLocation("5550002", "Second shop", "KORN-2");
        Google.PostReview(5, "First");
        Google.PostReview(3, null, location: "5550002");
        var names = new[] { "5550001", "5550002" }.Select(l => $"accounts/{Google.Account.Id}/locations/{l}");
        var (_, body) = await CallAsync("POST", $"v4/accounts/{Google.Account.Id}/locations:batchGetReviews", new { locationNames = names, ignoreRatingOnlyReviews = true });
        Assert.EndsWith("/5550001", (string?)Assert.Single(body["locationReviews"]!)["name"]);
    }

    private Task<(int Status, JObject Body)> ReplyAsync(string id, string comment) => CallAsync("PUT", $"{Reviews}/{id}/reply", new { comment });
}
