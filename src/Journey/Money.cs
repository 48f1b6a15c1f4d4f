namespace IntegrationHub.Journey;

/// <summary>An amount with its currency. Two currencies are never added.</summary>
/// <param name="Amount">The amount in whole units of the currency, at most four decimals.</param>
/// <param name="Currency">ISO 4217 code in upper case; empty when the vendor named none (such amounts are left out of comparisons).</param>
public readonly record struct Money(decimal Amount, string Currency)
{
    /// <summary>The amount as the store keeps it: an integer of 1/10,000.</summary>
    public long ToUnits() => (long)decimal.Round(Amount * 10_000m, MidpointRounding.AwayFromZero);

    /// <summary>Money from the store's integer of 1/10,000.</summary>
    public static Money FromUnits(long units, string currency) => new(units / 10_000m, currency);
}
