namespace IntegrationHub.Journey;

/// <summary>Where a person came from when the event happened: UTM marks, referrer and device of an order or a checkout. Every part may be absent.</summary>
public sealed record EventSource
{
    /// <summary>Derived channel: <c>search</c>, <c>social</c>, <c>email</c>, <c>ads</c>, <c>referral</c>, <c>direct</c>, <c>friend</c>, or what a person stated.</summary>
    public string? Channel { get; init; }

    /// <summary><c>utm_source</c>, as sent.</summary>
    public string? UtmSource { get; init; }

    /// <summary><c>utm_medium</c>, as sent.</summary>
    public string? Medium { get; init; }

    /// <summary><c>utm_campaign</c>, as sent.</summary>
    public string? Campaign { get; init; }

    /// <summary><c>utm_content</c>, as sent.</summary>
    public string? Content { get; init; }

    /// <summary><c>utm_term</c>, as sent.</summary>
    public string? Term { get; init; }

    /// <summary>The referring page.</summary>
    public string? Referrer { get; init; }

    /// <summary>The first page seen, with its query.</summary>
    public string? Landing { get; init; }

    /// <summary><c>desktop</c>, <c>mobile</c> or <c>tablet</c> where the user agent tells.</summary>
    public string? Device { get; init; }
}
