using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Communication preferences: subscription types, the status of each address and opting out of all. Called under the simulator's lock.</summary>
internal sealed class HubSpotConsent
{
    private readonly Dictionary<(string Email, long Id), string> _states = [];
    private readonly HashSet<string> _optedOut = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Subscription types of a fresh account; the numbers are made up.</summary>
    public static IReadOnlyList<(long Id, string Name)> Definitions { get; } = [(10001, "Marketing Information"), (10002, "One to One")];

    public bool IsOptedOut(string email) => _optedOut.Contains(email);

    public string State(string email, long id) => IsOptedOut(email) ? "UNSUBSCRIBED" : _states.GetValueOrDefault((email.ToLowerInvariant(), id), "NOT_SPECIFIED");

    /// <summary>Sets one status and says, as HubSpot does, whether that changed anything.</summary>
    public string Set(string email, long id, string state)
    {
        if (Definitions.All(d => d.Id != id)) throw HubSpotRefusalException.Invalid($"Subscription {id} does not exist");
        if (state is not ("SUBSCRIBED" or "UNSUBSCRIBED" or "NOT_SPECIFIED")) throw HubSpotRefusalException.Invalid("statusState is not valid");
        if (State(email, id) == state) return "NO_STATUS_CHANGE";
        var reason = "REQUESTED_CHANGE_OCCURRED";
        if (state == "SUBSCRIBED" && _optedOut.Remove(email))
        {
            reason = "RESUBSCRIBE_OCCURRED";
            foreach (var (other, _) in Definitions) _states[(email.ToLowerInvariant(), other)] = "UNSUBSCRIBED";
        }

        _states[(email.ToLowerInvariant(), id)] = state;
        return reason;
    }

    public bool OptOut(string email) => _optedOut.Add(email);

    public JObject ToJson(string email, long id, string? reason = null)
    {
        var json = new JObject
        {
            ["channel"] = "EMAIL", ["subscriberIdString"] = email, ["subscriptionId"] = id,
            ["subscriptionName"] = Definitions.First(d => d.Id == id).Name, ["status"] = State(email, id), ["source"] = "Public API",
        };
        if (reason is not null) json["setStatusSuccessReason"] = reason;
        return json;
    }
}
