namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>One kind of thing that needs a person.</summary>
/// <param name="N">How many.</param>
/// <param name="Title">What.</param>
/// <param name="Detail">Why, and until when.</param>
/// <param name="Link">Where to go.</param>
/// <param name="Button">What the button says.</param>
public sealed record NeedView(int N, string Title, string Detail, string Link, string Button);
