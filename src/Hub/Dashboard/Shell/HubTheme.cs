using MudBlazor;

namespace IntegrationHub.Hub.Dashboard.Shell;

/// <summary>MudBlazor's measures; its colours are mapped to the tokens of <c>hub.css</c>, so that light and dark are written once.</summary>
public static class HubTheme
{
    /// <summary>The one theme.</summary>
    public static MudTheme Value { get; } = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", AppbarHeight = "56px", DrawerWidthLeft = "216px", DrawerMiniWidthLeft = "64px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = ["Inter", "Segoe UI", "system-ui", "sans-serif"], FontSize = "14px", LineHeight = "20px" },
            Button = new ButtonTypography { TextTransform = "none" },
        },
    };
}
