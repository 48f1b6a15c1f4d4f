using System.Collections.Immutable;

namespace IntegrationHub.Mappings.Documents;

/// <summary>What conditions and texts may name, and how they may compare it.</summary>
public static class RuleFields
{
    /// <summary>Fields after <c>contact.</c> that every contact may have; what a tool reports of people is named with its connection: <c>contact.crm.customer_class</c>.</summary>
    public static ImmutableArray<string> OfContact { get; } =
        ["id", "stage", "cycle", "orders.count", "orders.value", "tags", "email", "firstName", "lastName", "phone", "locale", "city", "country", "company", "lifecycleStage", "subject"];

    /// <summary>Fields after <c>client.</c>.</summary>
    public static ImmutableArray<string> OfClient { get; } = ["id", "name", "timeZone", "currency", "locale"];

    /// <summary>Fields after <c>run.</c>.</summary>
    public static ImmutableArray<string> OfRun { get; } = ["key", "id", "startedAt"];

    /// <summary>Operators of a comparison.</summary>
    public static ImmutableArray<string> Operators { get; } = ["eq", "ne", "gt", "gte", "lt", "lte", "in", "contains", "startsWith", "exists", "matches"];
}
