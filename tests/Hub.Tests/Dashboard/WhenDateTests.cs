using Bunit;
using IntegrationHub.Hub.Dashboard.Parts;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>The dates of a rule are written without knowing their words.</summary>
public sealed class WhenDateTests : IAsyncLifetime
{
    private readonly BunitContext _ui = new();

    public WhenDateTests() => _ui.JSInterop.Mode = JSRuntimeMode.Loose;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _ui.DisposeAsync();

    [Theory]
    [InlineData("weekly", """{"weekly":"monday","at":"09:00"}""")]
    [InlineData("monthly", """{"monthly":1,"at":"09:00"}""")]
    [InlineData("on", """{"on":"12-24","before":"P21D","at":"09:00"}""")]
    [InlineData("after", """{"after":"order.paid","wait":"P30D","at":"09:00"}""")]
    public void Another_kind_of_date_begins_with_a_whole_one_and_keeps_the_hour(string kind, string expected)
    {
        var date = JObject.Parse("""{ "field": "contact.crm.birthday", "yearly": true, "at": "09:00" }""");
        Open(date).Find("select[aria-label='Which date']").Change(kind);
        Assert.Equal(expected, date.ToString(Newtonsoft.Json.Formatting.None));
    }

    [Fact]
    public void What_is_typed_stands_in_the_rule()
    {
        var date = JObject.Parse("""{ "after": "order.paid", "wait": "P30D" }""");
        var part = Open(date);
        part.Find("input[aria-label='Again every']").Change("14");
        part.Find("select[aria-label='After what']").Change("deal.won");
        part.Find("input[aria-label='Time of day']").Change("10:00");
        Assert.Equal("""{"after":"deal.won","wait":"P30D","every":"P14D","at":"10:00"}""", date.ToString(Newtonsoft.Json.Formatting.None));
    }

    private IRenderedComponent<WhenDate> Open(JObject date) => _ui.Render<WhenDate>(p => p.Add(d => d.Date, date).Add(d => d.Fields, []));
}
