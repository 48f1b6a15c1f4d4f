using Bunit;
using IntegrationHub.Hub.Dashboard.Parts;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.Shell;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Vendors;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>What is coming up is skipped, or held until a local time, by the dialog's button.</summary>
public sealed class SkipDialogTests : IAsyncLifetime
{
    private readonly OutboundWorld _world = new();
    private readonly BunitContext _ui = new();
    private IRenderedComponent<MudDialogProvider> _dialog = null!;
    private long _action;

    public async Task InitializeAsync()
    {
        _action = await _world.Plan();
        _ui.JSInterop.Mode = JSRuntimeMode.Loose;
        _ui.Services.AddMudServices();
        _ui.Services.AddSingleton(new Skipping(_world.Store, _world.Ids, _world.Waker, _world.Time)).AddScoped<PersonName>();
        _ui.Render<MudPopoverProvider>();
        _dialog = _ui.Render<MudDialogProvider>();
        var row = new ComingRow(_world.Now, null, _action, "r1", 0, "s1", null, "mail.tag.add", "{}", "list", false, null);
        await _dialog.InvokeAsync(() => { _ = SkipDialog.AskAsync(_ui.Services.GetRequiredService<IDialogService>(), new ClientLens(_world.Setup.Value.Clients["ana"], _world.Time.GetUtcNow()), [row]); });
    }

    public async Task DisposeAsync()
    {
        await _ui.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public void Held_it_rests_until_the_local_time_that_was_named()
    {
        _dialog.FindAll("input[type=radio]")[1].Change(true);
        Assert.Equal("2026-11-24T09:00", _dialog.Find("input[type=datetime-local]").GetAttribute("value"));
        _dialog.Find("input[type=datetime-local]").Change("2026-11-25T09:30");
        _dialog.Find(".btn.p").Click();
        _dialog.WaitForAssertion(() => Assert.Empty(_dialog.FindAll(".mud-dialog")));
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 8, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), _world.Count($"select due_at from action where id={_action}"));
    }

    [Fact]
    public void A_time_that_is_over_cannot_be_chosen()
    {
        _dialog.FindAll("input[type=radio]")[1].Change(true);
        _dialog.Find("input[type=datetime-local]").Change("2026-11-01T09:30");
        Assert.True(_dialog.Find(".btn.p").HasAttribute("disabled"));
    }

    [Fact]
    public void Skipped_it_does_not_go()
    {
        _dialog.Find(".btn.danger").Click();
        _dialog.WaitForAssertion(() => Assert.Equal(ActionState.Dropped, _world.StateOf(_action)));
    }
}
