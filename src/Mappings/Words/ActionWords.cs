using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Words;

/// <summary>Actions as what "we" do.</summary>
/// <param name="tools">Names of the client's tools by role; a role without one keeps its own name.</param>
/// <param name="texts">False where the texts stand elsewhere: then it is only said that there is one.</param>
internal sealed partial class ActionWords(IReadOnlyDictionary<string, string> tools, bool texts = true)
{
    internal string Say(Instruction.Do step)
    {
        var tool = "in " + Tool(step.Role);
        return step.Name switch
        {
            "hub.alert" when !texts => $"tell {To(step)}",
            "hub.task" when !texts => $"give {To(step)} a task",
            "hub.approval" when !texts => "draft a text, " + WithYes(step),
            "hub.alert" => $"tell {To(step)}: '{Text(step, "text")}'",
            "hub.task" => $"give {To(step)} the task '{Text(step, "title")}'",
            "hub.tag.add" => $"mark them '{Text(step, "tag")}'",
            "hub.tag.remove" => $"take the mark '{Text(step, "tag")}' off",
            "hub.stage.move" => $"move them to the stage '{Text(step, "stage")}'",
            "hub.score.add" => $"add {Text(step, "points")} points to their score",
            "hub.pause" => $"pause {(Text(step, "scope") == "marketing" ? "marketing" : "everything")} for them{(Span(step, "for") is { } time ? " for " + SpanWords.Say(time) : "")}",
            "hub.approval" => $"draft '{Text(step, "draft")}', {WithYes(step)}",
            _ when step.Verb == "tag.add" && step.Expect is { Flow.Length: > 0 } effect => $"start '{effect.Flow}' {tool} (tag '{Text(step, "tag")}')",
            _ when step.Verb == "tag.add" => $"tag them '{Text(step, "tag")}' {tool}",
            _ when step.Verb == "tag.remove" => $"take the tag '{Text(step, "tag")}' off {tool}",
            _ when step.Verb is "field.set" or "property.set" => $"set {(Text(step, "field") is { Length: > 0 } field ? field : Text(step, "property"))} {tool}",
            _ when step.Verb == "task.create" && !texts => $"make a task {tool}",
            _ when step.Verb == "task.create" => $"make the task '{Text(step, "subject")}' {tool}",
            _ when step.Verb == "note.create" => $"write a note {tool}",
            _ => $"{Deed(step)} {tool}",
        };
    }

    // A reply is its text; of anything else it is said what happens.
    private string WithYes(Instruction.Do step)
    {
        var (name, dot) = (Text(step, "action"), Text(step, "action").IndexOf('.', StringComparison.Ordinal));
        return dot < 0 || name.EndsWith(".reply", StringComparison.Ordinal) ? "which goes out only after a person's yes"
            : $"and only after a person's yes {Deed(step with { Role = name[..dot], Verb = name[(dot + 1)..] })} in {Tool(name[..dot])}";
    }

    private static string Deed(Instruction.Do step) => DeedWords.Of(step, step.With.Keys.ToImmutableSortedDictionary(name => name, name => Value.Of(Text(step, name)))).Do;

    internal string Past(string name, string? mark)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var tool = Tool(name[..Math.Max(dot, 0)]);
        return name[(dot + 1)..] switch
        {
            "tag.add" => $"we tagged them{(mark is null ? "" : $" '{mark}'")} in {tool}",
            "tag.remove" => $"we took the tag{(mark is null ? "" : $" '{mark}'")} off in {tool}",
            _ => $"we did {name}{(mark is null ? "" : $" ({mark})")}",
        };
    }

    internal string Tool(string role) => tools.TryGetValue(role, out var name) ? name : role switch { "crm" => "the CRM", "mail" => "the mail tool", "hub" => "the hub", _ => "the " + role };

    internal static string To(Instruction.Do step) => Text(step, "to") is { Length: > 0 } to && to != "owner" ? to : "the owner";

    // What only the event can tell stands as an ellipsis.
    private static string Text(Instruction.Do step, string name) =>
        step.With.TryGetValue(name, out var argument) ? RepeatPattern().Replace(FilledPattern().Replace(argument.Liquid?.Source ?? argument.Fixed.ToString(), "…"), "…") : "";

    private static TimeSpan? Span(Instruction.Do step, string name)
    {
        try
        {
            return step.With.TryGetValue(name, out var argument) && argument.Fixed.Kind == ValueKind.Text ? XmlConvert.ToTimeSpan(argument.Fixed.ToString()) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}")]
    private static partial Regex FilledPattern();

    [GeneratedRegex(@"…(?:\s*…)+")]
    private static partial Regex RepeatPattern();
}
