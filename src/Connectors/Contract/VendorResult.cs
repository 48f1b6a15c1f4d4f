namespace IntegrationHub.Connectors.Contract;

/// <summary>What a vendor gave, or why it gave nothing.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public sealed record VendorResult<T>
{
    private VendorResult(T? value, VendorFailure? failure) => (Value, Failure) = (value, failure);

    /// <summary>The answer; default when <see cref="Failure"/> is set.</summary>
    public T? Value { get; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    public VendorFailure? Failure { get; }

    /// <summary>An answer.</summary>
    public static implicit operator VendorResult<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator VendorResult<T>(VendorFailure failure) => new(default, failure);

    /// <summary>An answer whose type is an interface, where no implicit conversion exists.</summary>
    public static VendorResult<T> From(T value) => new(value, null);
}
