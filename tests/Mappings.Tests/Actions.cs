using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Tests;

internal static class Actions
{
    internal static readonly KnownAction[] All =
    [
        new("mail.tag.add", ["tag"], []), new("mail.tag.remove", ["tag"], []), new("mail.field.set", ["field", "value"], []), new("shop.tag.add", ["tag"], []), new("shop.tag.remove", ["tag"], []),
        new("crm.task.create", ["subject"], ["due", "body", "owner"]), new("crm.note.create", ["body"], ["owner"]), new("crm.property.set", ["property", "value"], []), new("reviews.reply", ["text"], [], true),
        new("reviews.hours.special.set", ["date", "hours"], ["text"], true),
    ];
}
