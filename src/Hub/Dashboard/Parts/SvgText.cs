using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace IntegrationHub.Hub.Dashboard.Parts;

/// <summary>A text inside a drawing; Razor keeps the element's own name for itself.</summary>
public sealed class SvgText : ComponentBase
{
    /// <summary>Left end, or middle when centred, in the drawing's units.</summary>
    [Parameter]
    public double X { get; set; }

    /// <summary>Base line.</summary>
    [Parameter]
    public double Y { get; set; }

    /// <summary>Height of the type.</summary>
    [Parameter]
    public int Size { get; set; } = 12;

    /// <summary>True to centre it at <see cref="X"/>.</summary>
    [Parameter]
    public bool Centred { get; set; }

    /// <summary>Class for its colour.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>The words.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X.ToString("0.#", CultureInfo.InvariantCulture));
        builder.AddAttribute(2, "y", Y.ToString("0.#", CultureInfo.InvariantCulture));
        builder.AddAttribute(3, "font-size", Size);
        builder.AddAttribute(4, "text-anchor", Centred ? "middle" : "start");
        builder.AddAttribute(5, "class", Class);
        builder.AddContent(6, Value);
        builder.CloseElement();
    }
}
