namespace IntegrationHub.Sandbox.SignIn;

/// <summary>What one vendor's authorize page shows and does.</summary>
internal sealed record SignInOffer
{
    /// <summary>The vendor's name as people know it.</summary>
    public required string Vendor { get; init; }

    /// <summary>The account that would be connected.</summary>
    public required string Account { get; init; }

    /// <summary>The one app the vendor knows.</summary>
    public required SignInApp App { get; init; }

    /// <summary>That app's client id.</summary>
    public required string ClientId { get; init; }

    /// <summary>What the app asks for, in the vendor's words; empty where the vendor has no scopes.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Why the vendor refuses this request on a page of its own; null when it does not.</summary>
    public string? Refusal { get; init; }

    /// <summary>The parameters that go back when it is allowed.</summary>
    public required Func<IEnumerable<(string Name, string Value)>> Allow { get; init; }

    /// <summary>The last word on the parameters that go back, such as signing them.</summary>
    public Func<IReadOnlyList<(string Name, string Value)>, IEnumerable<(string Name, string Value)>> Finish { get; init; } = sent => sent;
}
