using Bunit;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Dashboard.Parts;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.Shell;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>Two contacts that may be one person are shown as such, and joined only by a person.</summary>
public sealed class JoinPartsTests : IAsyncLifetime
{
    private readonly TempStore _temp = new();
    private readonly BunitContext _ui = new();
    private EnvelopeJournal _journal = null!;
    private readonly IntakeFirst _intake = new(TimeProvider.System);

    public async Task InitializeAsync()
    {
        await SampleBakery.SeedAsync(_temp.Store);
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(SampleBakery.Now);
        _journal = new EnvelopeJournal(_temp.Store, new HubIds(time), time, new RecordingWaker(), _intake);
        _ui.JSInterop.Mode = JSRuntimeMode.Loose;
        _ui.Services.AddMudServices();
        _ui.Services.AddSingleton<TimeProvider>(time);
        _ui.Services.AddScoped<PersonName>();
        _ui.Services.AddSingleton(new ContactDeeds(_temp.Store, _journal, time));
        _ui.Render<MudPopoverProvider>();
    }

    public async Task DisposeAsync()
    {
        await _ui.DisposeAsync();
        await _journal.DisposeAsync();
        _intake.Dispose();
        await _temp.DisposeAsync();
    }

    [Fact]
    public async Task A_story_names_the_contact_that_may_be_the_same_person()
    {
        await _temp.Store.Writer.Write(t => t.Execute(
            "insert into alert(id,client,key,kind,text,contact,raised_at) values (901,'kornhaus','double:10:11','double','Two contacts share the phone +49 30 5550100.',10,1),(902,'kornhaus','double:7:8','double','Others.',7,1)"));

        var query = new StoryQuery(_temp.Store);
        Assert.Equal([11], (await query.ReadAsync("kornhaus", 10))!.Twins.Select(t => t.Contact));
        Assert.Equal([10], (await query.ReadAsync("kornhaus", 11))!.Twins.Select(t => t.Contact));
        Assert.StartsWith("Two contacts share", (await query.ReadAsync("kornhaus", 10))!.Twins[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dialog_asks_first_and_then_writes_the_deed()
    {
        var dialog = _ui.Render<MudDialogProvider>();
        await dialog.InvokeAsync(() => JoinDialog.AskAsync(_ui.Services.GetRequiredService<IDialogService>(), "kornhaus", 10, new Twin(11, "Maria R.", null, "They share a phone.", 1), "Maria"));
        Assert.Equal("Join Maria with Maria R.?", dialog.Find("h2").TextContent);
        Assert.Equal(0, _temp.Count("select count(*) from envelope where connection='hub'"));

        dialog.Find(".mud-dialog-actions .btn.p").Click();
        dialog.WaitForAssertion(() => Assert.Empty(dialog.FindAll(".mud-dialog")));
        Assert.Equal(1, _temp.Count("select count(*) from envelope where connection='hub' and topic='contact.merged'"));
    }
}
