namespace IntegrationHub.Hub.Journal;

/// <summary>One kind of work that is done for a grant: delivering, fetching, polling. Run by one caller a grant at a time.</summary>
public interface IGrantWork
{
    /// <summary>Does what is due now, in bounded portions.</summary>
    /// <param name="grant">Grant id.</param>
    /// <param name="cancellationToken">The process stops.</param>
    /// <returns>When it wants to be called again; null to be called only when woken.</returns>
    Task<TimeSpan?> RunAsync(string grant, CancellationToken cancellationToken);
}
