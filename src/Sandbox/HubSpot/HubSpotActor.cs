using System.Globalization;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Who changed something, as webhooks and property histories name it.</summary>
/// <param name="ChangeSource">INTEGRATION for API writes, CRM_UI for people, AUTOMATION_PLATFORM for workflows, FORM for form submissions.</param>
/// <param name="SourceId">The writing app's id, <c>userId:n</c>, the workflow's enrolment or the form's guid. Always text.</param>
public sealed record HubSpotActor(string ChangeSource, string SourceId)
{
    /// <summary>An app that writes through the API: <paramref name="appId"/> is the writing app, not the one that receives.</summary>
    public static HubSpotActor App(long appId) => new("INTEGRATION", appId.ToString(CultureInfo.InvariantCulture));

    /// <summary>A person working in the CRM's own pages.</summary>
    public static HubSpotActor Person(long userId = 51430432) => new("CRM_UI", "userId:" + userId.ToString(CultureInfo.InvariantCulture));

    /// <summary>A workflow that the account built for itself.</summary>
    public static HubSpotActor Workflow(string workflowId) => new("AUTOMATION_PLATFORM", "enrollmentId:" + workflowId + ";actionExecutionIndex:0");

    /// <summary>A visitor who sent a form.</summary>
    public static HubSpotActor Form(string formGuid) => new("FORM", formGuid);

    /// <summary>True for API writes, which obey rules that people in the CRM do not (lifecycle stage only forward).</summary>
    internal bool IsApp => ChangeSource == "INTEGRATION";

    internal Actor ToActor(string requestId) => ChangeSource switch
    {
        "INTEGRATION" => Actor.Api(requestId, SourceId),
        "AUTOMATION_PLATFORM" => Actor.Flow(SourceId),
        _ => new Actor("person", SourceId),
    };
}
