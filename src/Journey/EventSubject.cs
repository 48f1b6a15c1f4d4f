namespace IntegrationHub.Journey;

/// <summary>Whom or what an event is about. Only <see cref="Person"/> events move a contact's stage.</summary>
public enum EventSubject
{
    /// <summary>A person, joined to a contact.</summary>
    Person,

    /// <summary>A cart or a visitor without a name: joined later, or never.</summary>
    Anonymous,

    /// <summary>A Google reviewer: joined to a contact only by a person's hand.</summary>
    Reviewer,

    /// <summary>Totals or changes of a location: never joined to anyone.</summary>
    Place,

    /// <summary>A product, a campaign, a post.</summary>
    Thing,
}
