using IntegrationHub.Hub.Backfilling;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.Shell;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Sharing;
using IntegrationHub.Hub.Simulating;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Testing;
using IntegrationHub.Hub.Undoing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;

namespace IntegrationHub.Hub.Dashboard;

/// <summary>Adds the dashboard to the host.</summary>
public static class DashboardSetup
{
    /// <summary>Registers pages and queries. Needs <c>HubStore</c>, <c>CurrentSetup</c>, <c>IWaker</c> and <c>TimeProvider</c>.</summary>
    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets(); // outside Development MudBlazor's files are found only so
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddMudServices(o => o.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter);
        builder.Services.AddScoped<PersonName>();
        builder.Services.AddScoped<Attention>();
        builder.Services.AddSingleton<SharedLinkLimit>();
        builder.Services.AddHubQueries();
    }

    /// <summary>Registers what pages and API read with and what people do through them; may be called twice.</summary>
    public static void AddHubQueries(this IServiceCollection services)
    {
        services.AddSingleton<LogQuery>();
        services.AddSingleton<ChainQuery>();
        services.AddSingleton<BodyQuery>();
        services.AddSingleton<ContactsQuery>();
        services.AddSingleton<StoryQuery>();
        services.AddSingleton<MessagesQuery>();
        services.AddSingleton<HomeQuery>();
        services.AddSingleton<ConnectionsQuery>();
        services.AddSingleton<Backfills>();
        services.TryAddSingleton<Completeness>();
        services.AddSingleton<InboxQuery>();
        services.AddSingleton<ApprovalAnswers>();
        services.TryAddSingleton<HubIds>();
        services.TryAddSingleton<StopsAndGo>();
        services.AddSingleton<RuleUndo>();
        services.AddSingleton<Skipping>();
        services.AddSingleton<ComingQuery>();
        services.AddSingleton<UncertainActions>();
        services.TryAddSingleton<MappingsInForce>();
        services.TryAddSingleton<Looking>();
        services.AddSingleton<MappingHistory>();
        services.AddSingleton<MappingPublishing>();
        services.AddSingleton<OtherHalves>();
        services.AddSingleton<PublishWarnings>();
        services.AddSingleton<RuleEditing>();
        services.AddSingleton<ArmKeeping>();
        services.AddSingleton<AlreadyQuery>();
        services.AddSingleton<RuleTest>();
        services.AddSingleton<Simulations>();
        services.AddSingleton<MappingsQuery>();
        services.AddSingleton<RulePhasesQuery>();
        services.AddSingleton<RulesToReviewQuery>();
        services.AddSingleton<RuleSharing>();
        services.AddSingleton<RulePreviews>();
        services.AddSingleton<WeekQuery>();
        services.AddSingleton<TroubleQuery>();
        services.AddSingleton<FindQuery>();
        services.AddSingleton<ClientsQuery>();
    }

    /// <summary>Maps pages, their files and the theme switch.</summary>
    public static void MapDashboard(this WebApplication app)
    {
        app.UseContentSecurity();
        app.Use(TurnAwayWhileStopping(app.Lifetime));
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapSharedRules();
        app.MapConnecting();
        app.MapGet("/theme/{theme:regex(^(light|dark|system)$)}", (string theme, string? back, HttpContext context) =>
        {
            context.Response.Cookies.Append("hub-theme", theme, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
            return Results.LocalRedirect(back is { Length: > 0 } && back[0] == '/' && !back.StartsWith("//", StringComparison.Ordinal) && !back.StartsWith("/\\", StringComparison.Ordinal) ? back : "/");
        }).ExcludeFromDescription();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = "'none'");
    }

    // A page whose connection the stopping hub closed comes back at once; taken in, it would hold the stop up for its whole patience.
    private static Func<HttpContext, RequestDelegate, Task> TurnAwayWhileStopping(IHostApplicationLifetime lifetime) => (context, next) =>
    {
        if (!lifetime.ApplicationStopping.IsCancellationRequested || !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    };
}
