using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>One webhook subscription of the app: holds for every account that installed it.</summary>
/// <param name="Id">Subscription id, part of each delivered event.</param>
/// <param name="Type">For instance <c>contact.creation</c>, <c>contact.propertyChange</c>, <c>object.propertyChange</c>.</param>
/// <param name="PropertyName">The one property of a propertyChange subscription.</param>
/// <param name="ObjectTypeId">For <c>object.*</c> types, for instance <c>0-1</c>.</param>
/// <param name="Active">New ones made by the API start inactive.</param>
public sealed record HubSpotSubscription(long Id, string Type, string? PropertyName = null, string? ObjectTypeId = null, bool Active = true)
{
    internal bool Wants(HubSpotHappening happening)
    {
        if (!Active) return false;
        var dot = Type.IndexOf('.', StringComparison.Ordinal);
        var subject = Type[..dot];
        if (Type[(dot + 1)..] != happening.Verb) return false;
        if (subject == "object" ? ObjectTypeId != happening.Type.TypeId : subject != happening.Type.Singular) return false;
        return happening.Verb != "propertyChange" || string.Equals(PropertyName, happening.Property, StringComparison.OrdinalIgnoreCase);
    }

    internal JObject ToJson(DateTimeOffset now)
    {
        var json = new JObject
        {
            ["id"] = Id.ToString(CultureInfo.InvariantCulture), ["eventType"] = Type, ["active"] = Active, ["createdAt"] = HubSpotTime.Text(now),
        };
        if (PropertyName is not null) json["propertyName"] = PropertyName;
        if (ObjectTypeId is not null) json["objectTypeId"] = ObjectTypeId;
        return json;
    }
}
