using IntegrationHub.Hub.Dashboard.Shell;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Mappings.Documents;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegrationHub.Hub.Api;

/// <summary>Errors as problem+json: what happened and what to do.</summary>
public static class ApiProblems
{
    /// <summary>404: there is none of this id for this client.</summary>
    public static ProblemHttpResult NotFound(string what) => TypedResults.Problem($"There is no such {what} for this client. Look at its list for the ids.", statusCode: 404, title: $"No such {what}");

    /// <summary>400: a value that means nothing.</summary>
    public static ProblemHttpResult Bad(string name, string cure) => TypedResults.Problem($"The value of '{name}' cannot be used. {cure}", statusCode: 400, title: $"Bad value of '{name}'");

    /// <summary>400 when nobody is named who acts; null when somebody is.</summary>
    public static ProblemHttpResult? Unsigned(string? by) =>
        string.IsNullOrWhiteSpace(by) ? Bad("by", "Name the person who acts.") : by.Length > PersonName.Longest ? Bad("by", $"It may hold {PersonName.Longest} characters.") : null;

    /// <summary>400 when nobody is named who acts, or the reason is too long; null otherwise.</summary>
    public static ProblemHttpResult? Unsigned(string? by, string? note) =>
        Unsigned(by) ?? TooLong(note);

    /// <summary>400 when a reason is too long; null otherwise.</summary>
    public static ProblemHttpResult? TooLong(string? note) =>
        note?.Length > MappingPublishing.LongestNote ? Bad("note", $"It may hold {MappingPublishing.LongestNote} characters.") : null;

    /// <summary>422: a mapping with mistakes, all of them at once.</summary>
    public static ProblemHttpResult Mistaken(IReadOnlyList<Mistake> mistakes) => TypedResults.Problem(
        $"{(mistakes.Count == 1 ? "1 mistake" : $"{mistakes.Count} mistakes")}, nothing was changed. {string.Join(" ", mistakes)}", statusCode: 422, title: "The mapping has mistakes",
        extensions: [new("mistakes", mistakes)]);

    /// <summary>409: there is no such stop, or somebody has lifted it already.</summary>
    public static ProblemHttpResult NotStopped() => TypedResults.Problem("This stop is not in force. Somebody may have gone on first; nothing was changed. GET stops lists those in force.", statusCode: 409, title: "Not stopped");

    /// <summary>409: somebody was quicker.</summary>
    public static ProblemHttpResult Decided() => TypedResults.Problem("It was answered already, or it expired. Read it again to see which.", statusCode: 409, title: "No longer waits");
}
