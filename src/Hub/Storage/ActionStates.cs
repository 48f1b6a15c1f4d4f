namespace IntegrationHub.Hub.Storage;

/// <summary>What several states of an action have in common.</summary>
public static class ActionStates
{
    /// <summary>True when the tool carried the call out, whatever followed.</summary>
    public static bool IsDone(this ActionState state) => state is ActionState.Done or ActionState.Ignored or ActionState.Seen or ActionState.NothingFollowed;
}
