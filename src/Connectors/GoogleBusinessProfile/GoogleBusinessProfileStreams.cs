using System.Text;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;
using Newtonsoft.Json;

namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>Reviews, newest first: Google offers no ascending order, so a poll reads down to what it knows.</summary>
internal static class GoogleBusinessProfileStreams
{
    private const int PageLimit = 50;

    private sealed record Cursor(
        [property: JsonProperty("floor")] DateTimeOffset Floor, [property: JsonProperty("top")] DateTimeOffset Top, [property: JsonProperty("page")] string? Page);

    /// <summary>Reads the next page of reviews.</summary>
    internal static async Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken)
    {
        if (request.Stream != "reviews" || Parent(session) is not { } parent)
        {
            return new VendorFailure(
                FailureKind.Misconfigured, request.Stream != "reviews" ? $"Google has no stream {request.Stream}." : "Reviews need the account of the location: set account to accounts/ID.");
        }

        var cursor = Read(request.Cursor) ?? new(request.Since, request.Since, null);
        var answer = await GoogleAnswer.Send(
            session, (api, token) => api.Reviews(token, parent, Math.Clamp(request.PageSize, 1, PageLimit), "updateTime desc", cursor.Page, cancellationToken), cancellationToken);
        if (answer.Failure is { } failure)
        {
            return failure;
        }

        using var document = answer.Value!;
        var records = new List<PolledRecord>();
        var top = cursor.Top;
        var reached = false;
        foreach (var review in document.RootElement.Get("reviews").Items())
        {
            var updated = review.Instant("updateTime");

            // A reply does not move its review's own time: recent reviews are read again until the watch ends, so that replies are seen.
            reached |= updated < cursor.Floor;
            top = updated > top ? updated.Value : top;
            if (!reached && review.Text("name") is { } name)
            {
                records.Add(new(name, Encoding.UTF8.GetBytes(review.GetRawText()), Latest(updated, review.Get("reviewReply").Instant("updateTime"))));
            }
        }

        var next = document.RootElement.Text("nextPageToken");
        var more = !reached && next is not null && next != cursor.Page;
        return new PollPage(records, Write(more ? cursor with { Top = top, Page = next } : new(Floor(cursor, top, session.Time.GetUtcNow()), top, null)), more);
    }

    /// <summary>Reads reviews by name, one call each, or what Google shows of the location.</summary>
    internal static async Task<VendorResult<IReadOnlyList<FetchedRecord>>> FetchAsync(VendorSession session, string kind, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (kind == "profile")
        {
            return await ProfileAsync(session, cancellationToken);
        }

        if (kind != "review")
        {
            return new VendorFailure(FailureKind.Misconfigured, $"Google has no {kind} to read.");
        }

        var records = new List<FetchedRecord>();
        var reached = false;
        foreach (var id in ids)
        {
            if (!GoogleNotice.IsReview(id))
            {
                return new VendorFailure(FailureKind.Rejected, "Not the name of a review: " + FailureTable.Cut(id));
            }

            var answer = await GoogleAnswer.Send(session, (api, token) => api.Review(token, id, cancellationToken), cancellationToken);
            if (answer.Failure is { Kind: not FailureKind.NotFound } failure)
            {
                return failure;
            }

            // Google says "not found" as well to an account without access: only where the location answers is the review gone.
            if (answer.Failure is not null && !reached)
            {
                if ((await CheckAsync(session, cancellationToken)).Failure is { } unreached)
                {
                    return unreached.Kind is FailureKind.NotFound ? unreached with { Kind = FailureKind.Misconfigured } : unreached;
                }

                reached = true;
            }

            using var document = answer.Value;
            records.Add(document is null
                ? new(id, null, null) : new(id, Encoding.UTF8.GetBytes(document.RootElement.GetRawText()), document.RootElement.Instant("updateTime")));
        }

        return VendorResult<IReadOnlyList<FetchedRecord>>.From(records);
    }

    private static async Task<VendorResult<IReadOnlyList<FetchedRecord>>> ProfileAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var answer = await GoogleAnswer.Send(session, HttpMethod.Get, GoogleProfile.Address(session.Http.BaseAddress!, session.Connection.Thing), null, cancellationToken);
        using var document = answer.Value;
        return answer.Failure is { } failure
            ? failure
            : VendorResult<IReadOnlyList<FetchedRecord>>.From([new(session.Connection.Thing, Encoding.UTF8.GetBytes(document!.RootElement.GetRawText()), null)]);
    }

    /// <summary>Reads one review to see that token and location fit.</summary>
    internal static async Task<VendorResult<string>> CheckAsync(VendorSession session, CancellationToken cancellationToken)
    {
        if (Parent(session) is not { } parent)
        {
            return new VendorFailure(FailureKind.Misconfigured, "Reviews need the account of the location: set account to accounts/ID.");
        }

        var answer = await GoogleAnswer.Send(session, (api, token) => api.Reviews(token, parent, 1, "updateTime desc", null, cancellationToken), cancellationToken);
        using var document = answer.Value;
        return answer.Failure is { } failure ? failure : $"{parent}, {document!.RootElement.Get("totalReviewCount")} reviews";
    }

    /// <summary>Account and location, as the v4 service names it; null when the account is not set.</summary>
    internal static string? Parent(VendorSession session)
    {
        var account = session.Settings.GetValueOrDefault(GoogleBusinessProfileSettings.Account);
        return string.IsNullOrEmpty(account) ? null : account.TrimEnd('/') + "/" + session.Connection.Thing;
    }

    private static DateTimeOffset Floor(Cursor cursor, DateTimeOffset top, DateTimeOffset now)
    {
        var watch = now - GoogleBusinessProfileSettings.ReplyWatch;
        var known = top - GoogleBusinessProfileSettings.Overlap;
        var floor = known < watch ? known : watch;
        return floor > cursor.Floor ? floor : cursor.Floor;
    }

    private static DateTimeOffset? Latest(DateTimeOffset? review, DateTimeOffset? reply) => reply > review ? reply : review;

    private static Cursor? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonConvert.DeserializeObject<Cursor>(text);
        }
        catch (Newtonsoft.Json.JsonException)
        {
            return null;
        }
    }

    private static string Write(Cursor cursor) => JsonConvert.SerializeObject(cursor);
}
