namespace IntegrationHub.Hub.Hosting;

/// <summary>What is logged: normal operation says next to nothing; warnings and errors name cause and cure.</summary>
internal static class Logs
{
    /// <summary>Sets levels and the console's form.</summary>
    /// <param name="logging">The host's logging.</param>
    /// <param name="ownClock">The hub runs on another clock than the wall's: the engine's complaints about late timers mean nothing then.</param>
    public static void Configure(ILoggingBuilder logging, bool ownClock)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "HH:mm:ss ";
        });
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        logging.AddFilter("Orleans", ownClock ? LogLevel.Error : LogLevel.Warning);
        logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        logging.AddFilter("Polly", LogLevel.Warning);
    }
}
