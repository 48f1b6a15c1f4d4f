namespace IntegrationHub.Connectors.Http;

/// <summary>
/// Asked once more when a call has waited for its place in a vendor's budget: that may take a minute, and by then a person may have stopped what was allowed before.
/// </summary>
public static class CallPermission
{
    private static readonly AsyncLocal<Func<bool>?> Ambient = new();

    /// <summary>Has every call in this flow of control ask, until disposed. A call that is no longer wanted never leaves and fails as one that may go again.</summary>
    /// <param name="stillWanted">False when the call must not leave. Called on any thread; may read the store.</param>
    public static IDisposable Ask(Func<bool> stillWanted) => new Restore(stillWanted);

    internal static void Check()
    {
        if (Ambient.Value is { } stillWanted && !stillWanted())
        {
            throw new CallWithdrawnException();
        }
    }

    private sealed class Restore : IDisposable
    {
        private readonly Func<bool>? _outer = Ambient.Value;

        internal Restore(Func<bool> stillWanted) => Ambient.Value = stillWanted;

        public void Dispose() => Ambient.Value = _outer;
    }
}
