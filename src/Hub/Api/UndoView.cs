using System.Collections.Immutable;
using IntegrationHub.Hub.Undoing;

namespace IntegrationHub.Hub.Api;

/// <summary>What an undo would do, or did.</summary>
/// <param name="From">Done at or after this time.</param>
/// <param name="To">Done before this time.</param>
/// <param name="Lines">What was done in that time, by what can be done about it, as it was before; in words.</param>
/// <param name="Figures">The figures of the lines, and what is planned and under way.</param>
/// <param name="Followed">What went out and stays, in words; null when nothing did.</param>
/// <param name="TakenBack">Actions that were planned to take back; null for a preview.</param>
/// <param name="Dropped">Planned actions that were dropped; null for a preview.</param>
public sealed record UndoView(DateTimeOffset From, DateTimeOffset To, ImmutableArray<string> Lines, UndoPreview Figures, string? Followed, int? TakenBack, int? Dropped);
