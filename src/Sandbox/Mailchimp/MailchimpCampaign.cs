namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>A campaign sent by hand, or one mail of a flow.</summary>
/// <param name="Id">Ten hexadecimal digits.</param>
/// <param name="ListId">The audience it went to.</param>
/// <param name="Type"><c>regular</c>, or <c>automation-email</c> for the mail of a flow.</param>
/// <param name="Title">The title the team sees.</param>
/// <param name="Subject">The subject line.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record MailchimpCampaign(string Id, string ListId, string Type, string Title, string Subject, DateTimeOffset CreatedAt)
{
    /// <summary>When it was sent (a flow's mail: first sent).</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Who got it, by hash, with the time.</summary>
    public IReadOnlyList<(string Hash, DateTimeOffset At)> Recipients { get; init; } = [];
}
