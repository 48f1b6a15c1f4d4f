using System.Collections.Frozen;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Words;

/// <summary>Conditions as clauses.</summary>
/// <param name="actions">Actions in words.</param>
/// <param name="discreet">True where strangers read: a value by which a person could be known is left out.</param>
internal sealed class ConditionWords(ActionWords actions, bool discreet = false)
{
    private static readonly FrozenSet<string> Telling = FrozenSet.ToFrozenSet(
        ["address", "company", "contactid", "customerid", "email", "firstname", "fullname", "id", "lastname", "mobile", "name", "phone", "reviewer", "street", "text", "username"], StringComparer.OrdinalIgnoreCase);

    internal string Say(Condition condition) => condition switch
    {
        Condition.All all => string.Join(" and ", all.Items.Select(Inner)),
        Condition.Any any => string.Join(" or ", any.Items.Select(Inner)),
        Condition.Not not => Deny(not.Item),
        Condition.Did did => Did(did),
        Condition.Compare compare => Compare(compare, compare.Operator),
        _ => condition.ToString()!,
    };

    private string Inner(Condition item) => item is Condition.Any or Condition.All ? "(" + Say(item) + ")" : Say(item);

    private string Deny(Condition item) => item switch
    {
        Condition.Not twice => Say(twice.Item),
        Condition.Compare { Operator: "exists" } exists => Compare(exists with { Operand = Journey.Value.Of(!(exists.Operand.Flag ?? true)) }, "exists"),
        Condition.Compare compare when Opposite(compare.Operator) is { } opposite => Compare(compare, opposite),
        _ => "it is not so that " + Say(item),
    };

    // An empty value fails every comparison, so that "not at least 15" is wider than "less than 15": only the pair eq/ne is exact.
    private static string? Opposite(string name) => name switch { "eq" => "ne", "ne" => "eq", _ => null };

    private string Did(Condition.Did did)
    {
        var what = did.What.Event.StartsWith("action:", StringComparison.Ordinal) ? actions.Past(did.What.Event[7..], did.What.Mark) : EventWords.Past(did.What);
        return what + (did.Times > 1 ? $" at least {did.Times} times" : "") + (did.Before > TimeSpan.Zero ? did.Within is { } to ? $" between {SpanWords.Say(did.Before)} and {SpanWords.Say(to)} ago" : $" more than {SpanWords.Say(did.Before)} ago"
            : did.Within is { } within ? " in the last " + SpanWords.Say(within) : did.Times > 1 ? "" : " before");
    }

    private string Compare(Condition.Compare c, string name)
    {
        var (field, value) = (FieldWords.Say(c.Field), discreet && Telling.Contains(c.Field[(c.Field.LastIndexOf('.') + 1)..]) ? "…" : c.Operand.ToString());
        switch (c.Field, name)
        {
            case ("contact.tags", "contains"): return $"they have the tag '{value}'";
            case ("contact.consent.email", "eq"): return c.Operand.Flag == false ? "they did not say yes to mail" : "they said yes to mail";
        }

        return field + " " + name switch
        {
            "eq" => "is " + value,
            "ne" => "is not " + value,
            "gt" => "is more than " + value,
            "gte" => "is at least " + value,
            "lt" => "is less than " + value,
            "lte" => "is at most " + value,
            "in" => "is one of " + value,
            "contains" => "contains " + value,
            "startsWith" => "starts with " + value,
            "exists" => c.Operand.Flag == false ? "is not known" : "is known",
            _ => "fits the pattern " + value,
        };
    }
}
