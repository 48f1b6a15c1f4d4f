namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>An automation flow: it starts at a tag, at an event or by an API call, sends its mails one after another and ends when its tag goes.</summary>
public sealed record MailchimpFlow
{
    /// <summary>The name people see.</summary>
    public required string Name { get; init; }

    /// <summary>The audience.</summary>
    public required string ListId { get; init; }

    /// <summary>Starts when this tag is set; ends when it goes.</summary>
    public string? Tag { get; init; }

    /// <summary>Starts at an event of this name.</summary>
    public string? Event { get; init; }

    /// <summary>Its mails in order.</summary>
    public required IReadOnlyList<MailchimpFlowMail> Mails { get; init; }

    /// <summary>The number in the builder's address; with <see cref="StepId"/> it can be started by an API call.</summary>
    public int JourneyId { get; init; }

    /// <summary>The number of the step "API trigger"; 0 when it has none.</summary>
    public int StepId { get; init; }
}
