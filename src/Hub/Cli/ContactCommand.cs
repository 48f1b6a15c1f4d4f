using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub contact</c>: one person's story over all tools, with why and why not; and the mails that this person got.</summary>
internal static class ContactCommand
{
    private const int Listed = 20;

    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options, TimeProvider time)
    {
        var who = new Argument<string>("who") { Description = "The contact's id, or a part of the name or address." };
        var onlyNot = new Option<bool>("--why-not") { Description = "Only what did not happen, with the clause and the value that decided." };
        var show = new Command("show", "Show one contact's story over all tools: what happened, what the hub did, and why it did not do the rest.") { options.Client, who, onlyNot, options.Json, options.Url };
        show.SetAction((r, stop) => ReadAsync<Story>(options, r, time, r.GetValue(who)!, "story", (t, story, lens) => Tell(t, story, lens, r.GetValue(onlyNot)), stop));
        var messages = new Command("messages", "Show every mail that one contact is known to have got, with its cause: a rule, a sending by hand, or unknown.") { options.Client, who, options.Json, options.Url };
        messages.SetAction((r, stop) => ReadAsync<Messages>(options, r, time, r.GetValue(who)!, "messages", Tell, stop));
        return new Command("contact", "What is known about one person.") { show, messages };
    }

    private static Task<int> ReadAsync<T>(CliOptions options, ParseResult result, TimeProvider time, string who, string what, Func<Terminal, T, ClientLens, int> tell, CancellationToken stop)
        where T : class => options.AskAsync(result, time, async (terminal, api, lens) =>
    {
        var address = $"clients/{Uri.EscapeDataString(lens.Client.Id)}/contacts";
        if (!long.TryParse(who, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            var found = await api.GetAsync<Page<Contact>>($"{address}?q={Uri.EscapeDataString(who)}&limit={Listed}", stop);
            if (found.Value is not { Items: [var only] })
            {
                return found.Value is null ? terminal.Fail(found.Code, found.Problem) : Several(terminal, who, found.Value);
            }

            id = only.Id;
        }

        var asked = string.Create(CultureInfo.InvariantCulture, $"{address}/{id}/{what}");
        if (terminal.Json)
        {
            var raw = await api.GetAsync<JsonElement>(asked, stop);
            return raw.IsWell ? Wrote(terminal, raw.Value) : terminal.Fail(raw.Code, raw.Problem);
        }

        var read = await api.GetAsync<T>(asked, stop);
        return read.Value is null ? terminal.Fail(read.Code, read.Problem) : tell(terminal, read.Value, lens);
    }, stop);

    private static int Tell(Terminal terminal, Messages messages, ClientLens lens)
    {
        terminal.Table(["left", "mail", "why"], messages.Items.Select(m => (IReadOnlyList<string?>)[
            lens.When(m.At.ToUnixTimeMilliseconds()), m.Title, m.Why + (m.TwiceAlso > 0 ? $" The same mail came twice, from two sendings; {Words.Count(m.TwiceAlso, "person has", "people have")} it twice." : "")]));
        foreach (var tool in messages.Tools)
        {
            terminal.Line($"{tool.Connection}: {(!tool.Tells ? "does not tell which mails it sent to whom" : tool.At is { } at ? "read up to " + lens.When(at.ToUnixTimeMilliseconds()) : "not read yet")}.");
        }

        return ExitCodes.Done;
    }

    private static int Wrote(Terminal terminal, JsonElement value)
    {
        terminal.WriteJson(value);
        return ExitCodes.Done;
    }

    private static int Several(Terminal terminal, string who, Page<Contact> found)
    {
        if (found.Items.Count == 0)
        {
            return terminal.Fail(ExitCodes.Refused, $"No contact with '{who}'.");
        }

        terminal.Table(["Id", "Name", "Address"], found.Items.Select(c => new[] { c.Id.ToString(CultureInfo.InvariantCulture), c.Name, c.Email }));
        return terminal.Fail(ExitCodes.Refused, $"{(found.Next is null ? found.Items.Count : "More than " + Listed)} contacts with '{who}'. Name one by its id.");
    }

    private static int Tell(Terminal terminal, Story story, ClientLens lens, bool onlyNot)
    {
        var contact = story.Contact;
        terminal.Line($"{contact.Name ?? contact.Email ?? "Contact without a name"}  ({contact.Id.ToString(CultureInfo.InvariantCulture)})");
        terminal.Line($"{contact.Email ?? "no address"} · {lens.Stage(contact.Stage).Name} · known since {lens.When(contact.FirstAt)}, last heard of {lens.When(contact.LastAt)}");
        foreach (var consent in story.Facts.Consents.Values)
        {
            terminal.Line($"{consent.Purpose} by {consent.Channel}: {(consent.Given ? "yes" : "no")} in {lens.Tool(consent.Tool)} since {lens.When(consent.At.ToUnixTimeMilliseconds())}");
        }

        if (story.Facts.Consents.Count == 0)
        {
            terminal.Line("No tool holds a yes or a no. Without a recorded yes no marketing goes out.");
        }

        if (story.Facts.Pause is { } pause)
        {
            terminal.Line($"Paused by {pause.By}: {pause.Reason}");
        }

        foreach (var run in story.Runs)
        {
            terminal.Line($"{Words.Rule(run.Rule)} waits{(run.DueAt is { } due ? " until " + lens.When(due) : "")}");
        }

        var entries = StoryEntry.Of(story, lens).Where(e => !onlyNot || e.Form == StoryForm.DidNot).Reverse().ToList();
        terminal.Table(["Time", "", "Where", "What", "Why"], entries.Select(e => new[]
        {
            lens.Local(e.At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Mark(e.Form), lens.Tool(e.Connection), e.Text,
            Why(e),
        }));
        return ExitCodes.Done;
    }

    // The condition that decided; those before it held, those after it were not looked at.
    private static string? Why(StoryEntry entry) =>
        entry.Why.FirstOrDefault(w => w.Held == false) is { } clause ? clause.Words + (clause.Value is { Length: > 0 } value ? ": " + value : "") : entry.Detail;

    private static string Mark(StoryForm form) => form switch { StoryForm.DidNot => "not", StoryForm.Ours => "hub", StoryForm.Waits => "waits", StoryForm.Move => "stage", _ => "" };
}
