namespace IntegrationHub.Hub.Undoing;

/// <summary>How far taking back has come, over all undos of a rule.</summary>
/// <param name="Asked">Actions that take something back.</param>
/// <param name="Done">Of these the ones that are done.</param>
/// <param name="Waiting">Of these the ones that wait, are held or under way.</param>
public sealed record UndoProgress(int Asked, int Done, int Waiting);
