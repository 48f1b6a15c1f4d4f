using Bunit;
using IntegrationHub.Hub.Dashboard.Parts;
using IntegrationHub.Hub.Dashboard.Shell;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Vendors;
using IntegrationHub.Hub.Undoing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>The dialog shows what would be taken back before its button does it.</summary>
public sealed class UndoDialogTests : IAsyncLifetime
{
    private readonly OutboundWorld _world = new();
    private readonly BunitContext _ui = new();
    private IRenderedComponent<MudDialogProvider> _dialog = null!;

    public async Task InitializeAsync()
    {
        await _world.Contact(7, "{}");
        _ui.JSInterop.Mode = JSRuntimeMode.Loose;
        _ui.Services.AddMudServices();
        _ui.Services.AddSingleton<TimeProvider>(_world.Time);
        _ui.Services.AddSingleton(new RuleUndo(_world.Store, _world.Ids, _world.Setup, _world.Waker, _world.Time));
        _ui.Services.AddScoped<PersonName>();
        _ui.Render<MudPopoverProvider>();
        _dialog = _ui.Render<MudDialogProvider>();
    }

    public async Task DisposeAsync()
    {
        await _ui.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task The_button_names_the_effect_and_does_it()
    {
        var action = await _world.Plan("tag.add", "vip", contact: 7);
        await _world.Store.Writer.Write(t => t.Execute("update action set state=@p1, updated_at=updated_at-1000 where id=@p0", action, ActionState.Done));
        await AskAsync();
        _dialog.WaitForAssertion(() => Assert.Equal("Take back 1 action", _dialog.Find(".btn.danger").TextContent));
        Assert.Equal("The tag “vip” is taken off in Faketool.", _dialog.Find("dt").TextContent);
        Assert.Equal(0, _world.Count("select count(*) from action where rule='hub.undo'"));

        _dialog.Find(".btn.danger").Click();
        _dialog.WaitForAssertion(() => Assert.Empty(_dialog.FindAll(".mud-dialog")));
        Assert.Equal(1, _world.Count("select count(*) from action where rule='hub.undo' and verb='tag.remove'"));
    }

    [Fact]
    public async Task Where_nothing_was_done_there_is_nothing_to_press()
    {
        await AskAsync();
        _dialog.WaitForAssertion(() => Assert.Equal("Nothing to take back", _dialog.Find(".btn.danger").TextContent));
        Assert.True(_dialog.Find(".btn.danger").HasAttribute("disabled"));
        Assert.Contains("Nothing was done in this time.", _dialog.Markup, StringComparison.Ordinal);
    }

    private Task AskAsync() => _dialog.InvokeAsync(() => UndoDialog.AskAsync(
        _ui.Services.GetRequiredService<IDialogService>(), new ClientLens(_world.Setup.Value.Clients["ana"], _world.Time.GetUtcNow()), "r1"));
}
