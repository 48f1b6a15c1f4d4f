using IntegrationHub.Connectors.Http;

namespace IntegrationHub.Hub.Hosting;

/// <summary>Makes loggers whose texts, values and exceptions pass the one redactor before any provider sees them: no library's log line can carry a credential out.</summary>
public sealed class RedactingLoggerFactory(LoggerFactory inner) : ILoggerFactory
{
    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new RedactingLogger(inner.CreateLogger(categoryName));

    /// <inheritdoc />
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc />
    public void Dispose() => inner.Dispose();

    private sealed class RedactingLogger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => inner.BeginScope(new Entry(Redactor.Redact(state.ToString()), ValuesOf(state)));

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel))
            {
                return;
            }

            // Exceptions are written out here: a provider that gets the exception itself would print what is in it.
            var text = formatter(state, exception) + (exception is null ? "" : Environment.NewLine + exception);
            inner.Log(logLevel, eventId, new Entry(Redactor.Redact(text), ValuesOf(state)), null, static (entry, _) => entry.Text);
        }

        private static List<KeyValuePair<string, object?>> ValuesOf<TState>(TState state) => state is IEnumerable<KeyValuePair<string, object?>> values
            ? [.. values.Select(v => v.Value is null or ValueType ? v : KeyValuePair.Create(v.Key, (object?)Redactor.Redact(v.Value.ToString())))]
            : [];
    }

    private sealed class Entry(string text, List<KeyValuePair<string, object?>> values) : List<KeyValuePair<string, object?>>(values)
    {
        public string Text => text;

        public override string ToString() => text;
    }
}
