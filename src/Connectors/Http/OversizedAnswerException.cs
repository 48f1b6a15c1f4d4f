namespace IntegrationHub.Connectors.Http;

/// <summary>A vendor's answer is larger than the hub is willing to read.</summary>
public sealed class OversizedAnswerException : HttpRequestException
{
    /// <summary>Names the limit.</summary>
    public OversizedAnswerException(long limit)
        : base($"The answer is larger than {limit} bytes.")
    {
    }
}
