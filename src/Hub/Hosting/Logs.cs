namespace IntegrationHub.Hub.Hosting;

/// <summary>What is logged: normal operation says next to nothing; warnings and errors name cause and cure; credentials are taken out of every line.</summary>
internal static class Logs
{
    /// <summary>
    /// Sets levels and the console's form. Levels can be raised for a search by the usual settings, e.g. the environment variable <c>Logging__LogLevel__Default=Trace</c>.
    /// </summary>
    /// <param name="logging">The host's logging.</param>
    /// <param name="configuration">Where levels may be set.</param>
    /// <param name="ownClock">The hub runs on another clock than the wall's: the engine's complaints about late timers mean nothing then.</param>
    public static void Configure(ILoggingBuilder logging, IConfiguration configuration, bool ownClock)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "HH:mm:ss ";
        });
        logging.Services.AddSingleton<LoggerFactory>();
        logging.Services.AddSingleton<ILoggerFactory>(p => new RedactingLoggerFactory(p.GetRequiredService<LoggerFactory>()));
        logging.SetMinimumLevel(LogLevel.Information);
        Quiet("Microsoft", LogLevel.Warning);
        Quiet("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        Quiet("System.Net.Http", LogLevel.Warning);
        Quiet("Orleans", ownClock ? LogLevel.Error : LogLevel.Warning);
        Quiet("Orleans.Runtime.Silo", LogLevel.Error);
        Quiet("Orleans.Runtime.Watchdog", LogLevel.Error);
        Quiet("Polly", LogLevel.Warning);

        void Quiet(string category, LogLevel level)
        {
            if (configuration["Logging:LogLevel:" + category.Split('.')[0]] is null)
            {
                logging.AddFilter(category, level);
            }
        }
    }
}
