namespace IntegrationHub.Hub.Dashboard.Shell;

/// <summary>Whether the person's tab is in front: pages rest while nobody looks. One for each open tab.</summary>
public sealed class Attention
{
    /// <summary>True while the tab is in front, and until the browser has said anything.</summary>
    public bool IsLooking { get; private set; } = true;

    /// <summary>The tab came to the front or went behind others.</summary>
    public event Action? Changed;

    /// <summary>Notes what the browser says.</summary>
    public void Set(bool looking)
    {
        if (IsLooking != looking)
        {
            IsLooking = looking;
            Changed?.Invoke();
        }
    }
}
