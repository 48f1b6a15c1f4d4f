using Bunit;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Dashboard.Parts;
using IntegrationHub.Hub.Dashboard.Shell;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>A contact is paused by a person, and that is lifted again.</summary>
public sealed class PausePartsTests : IAsyncLifetime
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

    [Theory]
    [InlineData(false, "hub.paused", "Pause the rules for Maria?")]
    [InlineData(true, "hub.resumed", "Lift the pause of Maria?")]
    public async Task The_dialog_asks_first_and_then_writes_the_deed(bool lift, string deed, string asks)
    {
        var dialog = _ui.Render<MudDialogProvider>();
        await dialog.InvokeAsync(() => PauseDialog.AskAsync(_ui.Services.GetRequiredService<IDialogService>(), "kornhaus", 10, "Maria", lift));
        Assert.Equal(asks, dialog.Find("h2").TextContent);
        Assert.Equal(0, _temp.Count("select count(*) from envelope where connection='hub'"));

        dialog.Find(".mud-dialog-actions .btn.p").Click();
        dialog.WaitForAssertion(() => Assert.Empty(dialog.FindAll(".mud-dialog")));
        Assert.Equal(1, _temp.Count($"select count(*) from envelope where connection='hub' and topic='{deed}'"));
    }
}
