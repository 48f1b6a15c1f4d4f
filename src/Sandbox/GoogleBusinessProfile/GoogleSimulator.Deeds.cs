using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

// What guests, owner, strangers and Google itself do.
public sealed partial class GoogleSimulator
{
    /// <summary>Somebody writes a review.</summary>
    public GoogleReview PostReview(int stars, string? comment, string displayName = "Sample Guest", bool anonymous = false, string location = "5550001") => Do(() =>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stars, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stars, 5);
        var review = new GoogleReview("AbFvOq" + World.Ids.Hex(24), Known(location), stars, comment, displayName, anonymous, Now, Now);
        _reviews[review.Id] = review;
        Note("review.create", review.NameIn(Account), new Actor("person", anonymous ? "" : displayName), ("stars", stars.ToString(CultureInfo.InvariantCulture)));
        Push("NEW_REVIEW", location, review);
        return review;
    });

    /// <summary>The author changes a review.</summary>
    public GoogleReview EditReview(string id, int stars, string? comment) => Do(() =>
    {
        var review = _reviews[id] with { Stars = stars, Comment = comment, UpdatedAt = Now };
        _reviews[id] = review;
        Note("review.update", review.NameIn(Account), Actor.Person, ("stars", stars.ToString(CultureInfo.InvariantCulture)));
        Push("UPDATED_REVIEW", review.Location, review);
        return review;
    });

    /// <summary>The author deletes a review, or Google takes it down. It vanishes: nobody is told.</summary>
    public void DeleteReview(string id) => Do(() =>
    {
        if (_reviews.Remove(id, out var gone)) Note("review.delete", gone.NameIn(Account), Actor.Person);
        return true;
    });

    /// <summary>The owner replies at Google's own page.</summary>
    public GoogleReview ReplyByHand(string id, string comment) => Do(() => Reply(_reviews[id], comment, Actor.Person));

    /// <summary>The next reply that is written will be refused for this reason (for instance PERSONAL_INFO).</summary>
    public void RefuseNextReply(string policyViolation) => Do(() =>
    {
        _refusals.Enqueue(policyViolation);
        return true;
    });

    /// <summary>The review as it stands, or null.</summary>
    public GoogleReview? Review(string id) => Do(() => _reviews.GetValueOrDefault(id));

    /// <summary>The state of the reply now: PENDING, APPROVED, REJECTED, or null without a reply.</summary>
    public string? ReplyState(string id) => Do(() => _reviews.GetValueOrDefault(id)?.Reply?.StateAt(Now));

    /// <summary>A stranger's suggestion changes a field of the profile, as Google shows it (<c>regularHours</c>, <c>phoneNumbers</c>, ...).</summary>
    public void SuggestChange(string field, JToken value, string location = "5550001") => Do(() =>
    {
        if (!_suggested.TryGetValue(Known(location), out var changes)) _suggested[location] = changes = [];
        changes[field] = value.DeepClone();
        Note("location.google-update", "locations/" + location, Actor.Flow("google"), ("field", field));
        Push("GOOGLE_UPDATE", location, null);
        return true;
    });

    /// <summary>A guest adds a photo.</summary>
    public void AddCustomerPhoto(string location = "5550001") => Do(() =>
    {
        var name = $"{Account.Resource}/locations/{Known(location)}/media/customers/AF1Qip{World.Ids.Hex(16)}";
        CustomerMedia.Add((location, new JObject { ["name"] = name, ["mediaFormat"] = "PHOTO", ["googleUrl"] = "https://lh3.example/p", ["createTime"] = WireJson.InstantMillis(Now) }));
        Note("media.create", name, Actor.Person);
        Push("NEW_CUSTOMER_MEDIA", location, null);
        return true;
    });

    /// <summary>Sets the total of a day; setting it again is a correction, as Google makes them.</summary>
    public void SetMetric(string metric, DateOnly day, long value, string location = "5550001") => Do(() =>
    {
        if (!GoogleMetrics.Names.Contains(metric)) throw new ArgumentException("no such daily metric: " + metric, nameof(metric));
        Metrics.SetDay(Known(location), metric, day, value);
        return true;
    });

    /// <summary>Sets how often a search word led to the profile in a month.</summary>
    public void SetKeyword(int year, int month, string word, long count, string location = "5550001") => Do(() =>
    {
        Metrics.SetWord(Known(location), year, month, word, count);
        return true;
    });
}
