using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IntegrationHub.Architecture.Tests;

public sealed partial class DirectionTests
{
    [Theory]
    [InlineData("Journey", "")]
    [InlineData("Connectors", "Journey")]
    [InlineData("Mappings", "Journey")]
    [InlineData("Sandbox", "Journey")]
    [InlineData("Hub", "Connectors,Journey,Mappings,Sandbox")]
    public void Projects_reference_only_what_the_house_allows(string project, string allowed)
    {
        var file = XDocument.Load(Path.Combine(SourceTree.Root, "src", project, project + ".csproj"));
        var references = file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)).Order(StringComparer.Ordinal);
        Assert.Equal(allowed, string.Join(',', references));
    }

    [Theory]
    [InlineData("Shopify")]
    [InlineData("Mailchimp")]
    [InlineData("HubSpot")]
    [InlineData("GoogleBusinessProfile")]
    public void No_vendor_folder_names_another(string vendor)
    {
        var others = new[] { "Shopify", "Mailchimp", "HubSpot", "GoogleBusinessProfile" }.Where(v => v != vendor);
        var folder = Path.Combine(SourceTree.Root, "src", "Connectors", vendor);
        if (!Directory.Exists(folder))
        {
            return; // this connector is not part of the house yet
        }

        var offenders = from f in SourceTree.Files(Path.Combine("src", "Connectors", vendor))
                        from o in others
                        where File.ReadAllText(f).Contains("IntegrationHub.Connectors." + o, StringComparison.Ordinal)
                        select $"{f} names {o}";
        Assert.Empty(offenders);
    }

    [Fact]
    public void Orleans_stays_inside_the_engine_room() =>
        Assert.Empty(SourceTree.Files("src")
            .Where(f => !f.Contains("/Hub/Engine/", StringComparison.Ordinal) && UsesOrleans().IsMatch(File.ReadAllText(f))));

    [Fact]
    public void No_room_of_the_hub_switches_on_a_vendors_name() =>
        Assert.Empty(SourceTree.Files("src/Hub")
            .Where(f => !f.Contains("/Demo/", StringComparison.Ordinal))
            .Where(f => VendorLiteral().IsMatch(File.ReadAllText(f))));

    [Fact]
    public void Rooms_of_the_hub_form_no_circle()
    {
        var edges = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var file in SourceTree.Files("src/Hub"))
        {
            var parts = Path.GetRelativePath(Path.Combine(SourceTree.Root, "src", "Hub"), file).Split('/');
            if (parts.Length < 2)
            {
                continue;
            }

            foreach (Match match in HubUsing().Matches(File.ReadAllText(file)))
            {
                if (match.Groups[1].Value != parts[0])
                {
                    (edges.TryGetValue(parts[0], out var targets) ? targets : edges[parts[0]] = new(StringComparer.Ordinal)).Add(match.Groups[1].Value);
                }
            }
        }

        Assert.Empty(edges.Keys.Where(room => Reaches(edges, room, room)));
    }

    [Fact]
    public void There_is_no_static_clock() =>
        Assert.Empty(SourceTree.Files("src").Where(f => StaticClock().IsMatch(File.ReadAllText(f))));

    private static bool Reaches(Dictionary<string, HashSet<string>> edges, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(edges.GetValueOrDefault(from) ?? []);
        while (open.TryPop(out var room))
        {
            if (room == to)
            {
                return true;
            }

            if (seen.Add(room))
            {
                foreach (var next in edges.GetValueOrDefault(room) ?? [])
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    [GeneratedRegex(@"^\s*(global )?using (static )?Orleans\b|global::Orleans", RegexOptions.Multiline)]
    private static partial Regex UsesOrleans();

    [GeneratedRegex("(==|case|is) \"(shopify|mailchimp|hubspot|google-business-profile)\"")]
    private static partial Regex VendorLiteral();

    [GeneratedRegex(@"using IntegrationHub\.Hub\.([A-Za-z]+)")]
    private static partial Regex HubUsing();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(UtcNow|Now)\b")]
    private static partial Regex StaticClock();
}
