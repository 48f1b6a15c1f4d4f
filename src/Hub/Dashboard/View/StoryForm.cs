namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>How an entry of a story is drawn.</summary>
public enum StoryForm
{
    /// <summary>Something happened in a tool.</summary>
    Fact,

    /// <summary>The contact moved to a stage.</summary>
    Move,

    /// <summary>Something is planned, held or unsure.</summary>
    Waits,

    /// <summary>Something did not happen, for a reason.</summary>
    DidNot,

    /// <summary>We did something.</summary>
    Ours,
}
