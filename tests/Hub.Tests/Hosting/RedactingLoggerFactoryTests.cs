using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Hub.Tests.Hosting;

public sealed class RedactingLoggerFactoryTests
{
    private const string Secret = "secret-of-the-log-lines";
    private readonly Kept _kept = new();
    private readonly ILogger _log;

    public RedactingLoggerFactoryTests()
    {
        Redactor.Register(Secret);
        _log = new RedactingLoggerFactory(new LoggerFactory([_kept])).CreateLogger("Some.Library");
    }

    [Fact]
    public void A_line_and_its_values_pass_the_redactor()
    {
        _log.LogWarning("Called {Address} after {Tries} tries", new Uri("https://tool.example/?key=" + Secret), 3);

        Assert.Equal("Called https://tool.example/?key=[redacted] after 3 tries", _kept.Text);
        Assert.DoesNotContain(_kept.Values, v => v.Value?.ToString()?.Contains(Secret, StringComparison.Ordinal) == true);
        Assert.Contains(_kept.Values, v => v is { Key: "Tries", Value: 3 });
    }

    [Fact]
    public void An_exception_and_what_caused_it_pass_the_redactor()
    {
        _log.LogError(new InvalidOperationException("outer", new FormatException("bad " + Secret)), "It failed");

        Assert.Null(_kept.Exception);
        Assert.Contains("It failed", _kept.Text, StringComparison.Ordinal);
        Assert.Contains("bad [redacted]", _kept.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, _kept.Text, StringComparison.Ordinal);
    }

    private sealed class Kept : ILoggerProvider, ILogger
    {
        public string Text { get; private set; } = "";

        public Exception? Exception { get; private set; }

        public IReadOnlyList<KeyValuePair<string, object?>> Values { get; private set; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            (Text, Exception, Values) = (formatter(state, exception), exception, (IReadOnlyList<KeyValuePair<string, object?>>)(object)state!);

        public void Dispose()
        {
        }
    }
}
