using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Testing;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>A test of a rule, in words.</summary>
internal static class TestWords
{
    /// <summary>What one action of a test does.</summary>
    public static string Says(PlannedAction action, RuleTestPreview preview, ClientLens lens) => action.Verb == "tag.add"
        ? $"{lens.Tool(action.Connection)}: the tag “{Text(action, "tag")}” is put{(preview.Kept.Contains(action.Key) ? " once more, and stays" : $", and taken off after {Words.Span(RuleTest.Stays)}")}."
        : $"{lens.Tool(action.Connection)}: the field {(Text(action, "field") is { Length: > 0 } field ? field : Text(action, "property"))} becomes “{Text(action, "value")}”, and stays so.";

    /// <summary>What became of one step of a test.</summary>
    public static string Became(SentTest step, ClientLens lens)
    {
        var what = step.Name.EndsWith("tag.add", StringComparison.Ordinal) ? $"Tag “{step.Mark}” in {lens.Tool(step.Connection)}" : $"{step.Mark} in {lens.Tool(step.Connection)}";
        return $"{what}: {Words.Dot(step.State <= ActionState.Held ? "on its way" : step.Result.Length > 0 ? step.Result.TrimEnd('.') : "done")}{(step.TakenBack ? " Taken off again." : "")}";
    }

    private static string Text(PlannedAction action, string name) => action.Arguments.TryGetValue(name, out var value) ? value.ToString() : "";
}
