using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.Http;

/// <summary>What a request says about itself to the pipeline, in <see cref="HttpRequestMessage.Options"/>.</summary>
public static class VendorCall
{
    /// <summary>Name of the option for Refit's <c>[Property]</c>.</summary>
    public const string RepeatableName = "hub.repeatable";

    /// <summary>Name of the option for Refit's <c>[Property]</c>.</summary>
    public const string PriorityName = "hub.priority";

    /// <summary>Name of the option for Refit's <c>[Property]</c>: which of the connector's budgets the call uses; without it the first whose name is <c>calls</c>, else the first.</summary>
    public const string BucketName = "hub.bucket";

    /// <summary>True when sending the request twice has its effect once. Reads are repeatable by themselves.</summary>
    public static readonly HttpRequestOptionsKey<bool> Repeatable = new(RepeatableName);

    /// <summary>Who waits for it.</summary>
    public static readonly HttpRequestOptionsKey<CallPriority> Priority = new(PriorityName);

    /// <summary>Which budget it uses.</summary>
    public static readonly HttpRequestOptionsKey<string> Bucket = new(BucketName);

    private static readonly AsyncLocal<CallPriority?> Ambient = new();

    /// <summary>Gives every call in this flow of control a priority, until disposed. The hub opens it around deliver, fetch, poll and backfill.</summary>
    public static IDisposable As(CallPriority priority) => new Restore(priority);

    internal static CallPriority PriorityOf(HttpRequestMessage request) =>
        request.Options.TryGetValue(Priority, out var told) ? told : Ambient.Value ?? CallPriority.Poll;

    internal static bool IsRepeatable(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || (request.Options.TryGetValue(Repeatable, out var told) && told);

    private sealed class Restore : IDisposable
    {
        private readonly CallPriority? _outer = Ambient.Value;

        internal Restore(CallPriority priority) => Ambient.Value = priority;

        public void Dispose() => Ambient.Value = _outer;
    }
}
