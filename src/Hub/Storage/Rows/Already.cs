namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>Somebody who was there already when a rule was switched on, and whose turn comes at the pace that was chosen.</summary>
public sealed class Already
{
    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Rule id.</summary>
    public string Rule { get; set; } = "";

    /// <summary>Contact.</summary>
    public long Contact { get; set; }

    /// <summary>Natural key of the event by which the contact is there.</summary>
    public string EventKey { get; set; } = "";

    /// <summary>Place in the row, from 0: the latest first.</summary>
    public int Place { get; set; }

    /// <summary>AlreadyState.</summary>
    public int State { get; set; }

    /// <summary>Unix ms from which it is this contact's turn; null while others go before.</summary>
    public long? DueAt { get; set; }

    /// <summary>Unix ms at which the turn was taken.</summary>
    public long? At { get; set; }
}
