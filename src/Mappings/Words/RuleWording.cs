using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Words;

/// <summary>What somebody agrees to who agrees to a rule, as a mark: two wordings of equal mark mean the same for people.</summary>
public static class RuleWording
{
    // How far a rule goes, who looks after it and how it is shown are no part of what it does.
    private static readonly string[] Aside = ["mode", "pilot", "order", "stage", "owner", "reviewBy", "figures", "already"];

    /// <summary>The mark of a rule: 64 hex digits. Switching it on, trying it on a share, or naming another owner leaves it as it is; a comma in its text does not.</summary>
    /// <param name="mapping">The mapping it stands in: caps, quiet hours and calm count where the rule sends messages.</param>
    /// <param name="rule">The rule.</param>
    public static string Of(CompiledMapping mapping, CompiledRule rule)
    {
        var written = JObject.Parse(rule.Written);
        foreach (var name in Aside)
        {
            written.Remove(name);
        }

        var text = JsonConvert.SerializeObject(Sorted(written), Formatting.None) + (rule.Class == Journey.TouchClass.Internal ? "" : Calm(mapping.Calm))
            + (rule.AlreadyPerDay > 0 ? FormattableString.Invariant($"|already {rule.AlreadyPerDay}") : ""); // that nobody is taken is the same said or not
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    // The same words in another order are the same rule.
    private static JToken Sorted(JToken token) => token switch
    {
        JObject item => new JObject(item.Properties().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => new JProperty(p.Name, Sorted(p.Value)))),
        JArray list => new JArray(list.Select(Sorted)),
        _ => token,
    };

    private static string Calm(CalmRules calm) => FormattableString.Invariant(
        $"|{string.Join(',', calm.Caps.Select(c => FormattableString.Invariant($"{c.Max}/{c.Days}")))}|{calm.QuietFrom:HH\\:mm}-{calm.QuietTo:HH\\:mm}|{string.Join(',', calm.QuietDays.Order())}|{calm.CalmDays}");
}
