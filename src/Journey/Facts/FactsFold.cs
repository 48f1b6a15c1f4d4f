namespace IntegrationHub.Journey.Facts;

/// <summary>The fold from events to facts: pure, and independent of the order of arrival.</summary>
public static partial class FactsFold
{
}
