namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>A contact that may be the same person: a proof says so, and one tool keeps two records.</summary>
/// <param name="Contact">The other one's id.</param>
/// <param name="Name">Its name; null when unknown.</param>
/// <param name="Email">Its address; null when unknown.</param>
/// <param name="Why">What they share, in the words of the alert.</param>
/// <param name="FirstAt">Since when it is known, unix ms.</param>
public sealed record Twin(long Contact, string? Name, string? Email, string Why, long FirstAt);
