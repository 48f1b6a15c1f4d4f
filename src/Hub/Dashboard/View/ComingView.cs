namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>Something that is due.</summary>
/// <param name="At">When, unix milliseconds.</param>
/// <param name="What">In words.</param>
/// <param name="Who">Name of the contact, if any.</param>
/// <param name="Contact">Contact id.</param>
public sealed record ComingView(long At, string What, string? Who, long? Contact);
