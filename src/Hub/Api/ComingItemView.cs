namespace IntegrationHub.Hub.Api;

/// <summary>Something that will happen by itself.</summary>
/// <param name="At">When it is due.</param>
/// <param name="Run">Run id; null for an action.</param>
/// <param name="Action">Id of the action; null for a run.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Contact">Whom it is about; null for things.</param>
/// <param name="Name">Name of the contact; null for things.</param>
/// <param name="What">What will happen, in words.</param>
/// <param name="Held">True when something keeps it now.</param>
/// <param name="Why">What keeps it, or kept it last; null when nothing did.</param>
public sealed record ComingItemView(DateTimeOffset At, string? Run, long? Action, string Rule, long? Contact, string? Name, string What, bool Held, string? Why);
