using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IntegrationHub.Journey;

namespace IntegrationHub.Mappings.Documents;

/// <summary>A condition of a rule; a closed list of forms.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>Holds when all hold.</summary>
    public sealed record All(ImmutableArray<Condition> Items) : Condition
    {
        /// <inheritdoc />
        public override string ToString() => string.Join(" and ", Items);
    }

    /// <summary>Holds when one holds.</summary>
    public sealed record Any(ImmutableArray<Condition> Items) : Condition
    {
        /// <inheritdoc />
        public override string ToString() => string.Join(" or ", Items);
    }

    /// <summary>Holds when the other does not.</summary>
    public sealed record Not(Condition Item) : Condition
    {
        /// <inheritdoc />
        public override string ToString() => "not " + Item;
    }

    /// <summary>Compares a field with a value.</summary>
    public sealed record Compare(string Field, string Operator, Value Operand, Regex? Pattern) : Condition
    {
        /// <inheritdoc />
        public override string ToString() => Field + " " + Operator + " " + Operand;
    }

    /// <summary>Asks whether something happened for the contact, how often, within which time.</summary>
    public sealed record Did(Trigger What, TimeSpan? Within, string? WithinText, int Times) : Condition
    {
        /// <summary>It must lie at least so far back.</summary>
        public TimeSpan Before { get; init; }

        /// <inheritdoc />
        public override string ToString() => "did " + What + (Times > 1 ? " " + Times + " times" : "") + (WithinText is null ? "" : " within " + WithinText) + (Before > TimeSpan.Zero ? " before " + System.Xml.XmlConvert.ToString(Before) : "");
    }
}
