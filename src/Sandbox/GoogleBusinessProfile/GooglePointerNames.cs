namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>The spellings of the pushed pointer that are seen or documented.</summary>
public enum GooglePointerNames
{
    /// <summary><c>type</c>, <c>location</c>, <c>review</c>: as seen in real pushes.</summary>
    Short,

    /// <summary><c>notification_type</c>, <c>location_name</c>, <c>review_name</c>: documentation of v1.</summary>
    Snake,

    /// <summary><c>notificationType</c>, <c>locationName</c>, <c>reviewName</c>: documentation of v4.</summary>
    Camel,
}
