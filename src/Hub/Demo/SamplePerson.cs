namespace IntegrationHub.Hub.Demo;

/// <summary>Somebody of the sample story. Nobody is real: every address ends in <c>@example.com</c>, telephone numbers are of the range kept for fiction.</summary>
/// <param name="Name">First and last name.</param>
public readonly record struct SamplePerson(string Name)
{
    /// <summary>Address.</summary>
    public string Email => Name.ToLowerInvariant().Replace(' ', '.') + "@example.com";

    /// <summary>First name.</summary>
    public string First => Name[..Name.IndexOf(' ', StringComparison.Ordinal)];

    /// <summary>Last name.</summary>
    public string Last => Name[(Name.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    /// <summary>One of the sixty guests without a part of their own.</summary>
    public static SamplePerson Guest(int number) => new($"Sample guest {number:00}");

    /// <summary>A name is a person here.</summary>
    public static implicit operator SamplePerson(string name) => new(name);
}
