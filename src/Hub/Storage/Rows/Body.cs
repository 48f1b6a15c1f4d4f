namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>Bytes received once; envelopes point into them.</summary>
public sealed class Body
{
    /// <summary>Row id.</summary>
    public long Id { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>The bytes, raw or packed as the codec says.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>0 raw, 1 Brotli.</summary>
    public int Codec { get; set; }
}
