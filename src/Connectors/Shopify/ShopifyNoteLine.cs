using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>
/// One line of the customer note that the hub owns and keeps current; everything else in the note is left as people wrote it. The note is read just before, for it can only be written whole.
/// </summary>
internal static class ShopifyNoteLine
{
    /// <summary>How the hub's line begins: by this it is found again.</summary>
    internal const string Begins = "Hub: ";

    /// <summary>The note with this text in the hub's line; without the line when the text is empty.</summary>
    internal static string With(string? note, string text)
    {
        var lines = (note ?? "").ReplaceLineEndings("\n").Split('\n').ToList();
        var place = lines.FindIndex(l => l.StartsWith(Begins, StringComparison.Ordinal));
        lines.RemoveAll(l => l.StartsWith(Begins, StringComparison.Ordinal));
        if (text.Length > 0)
        {
            var end = lines.Count > 0 && lines[^1].Length == 0 ? lines.Count - 1 : lines.Count;
            lines.Insert(place < 0 ? end : Math.Min(place, lines.Count), Begins + text);
        }

        return string.Join('\n', lines).TrimEnd('\n');
    }

    internal static async Task<List<ActionVerdict>> KeepAsync(VendorSession session, List<OutboundAction> actions, CancellationToken cancellationToken)
    {
        using var recorded = ExchangeRecorder.Begin();
        var read = await ShopifyAnswer.NodesAsync(session, ShopifyOperations.Notes, actions.Select(ShopifyActions.Customer), cancellationToken);
        if (read.Failure is { } failure)
        {
            return actions.ConvertAll(a => Verdicts.Of(a.Key, failure, recorded.Exchange));
        }

        var notes = read.Value!.NodesById(n => n.Text("note"));
        var verdicts = new List<ActionVerdict>();
        var changes = new List<ShopifyChange>();
        foreach (var customer in actions.GroupBy(ShopifyActions.Customer))
        {
            var last = customer.Last(); // of several lines the last counts, as it would one by one
            if (!notes.TryGetValue(customer.Key, out var note))
            {
                // Not told is not empty: writing would take away what people wrote.
                verdicts.AddRange(customer.Select(a => read.Value.Errors.Items().Any()
                    ? new ActionVerdict(a.Key, ActionOutcome.ConnectionBroken, "The shop does not let the hub read the note: " + ShopifyAnswer.Messages(read.Value.Errors), null, recorded.Exchange)
                    : new(a.Key, ActionOutcome.Rejected, "The shop no longer has this customer.", null, recorded.Exchange)));
                continue;
            }

            var wished = With(note, last.Text("text").ReplaceLineEndings(" ").Trim());
            if (wished == (note ?? "").ReplaceLineEndings("\n").TrimEnd('\n'))
            {
                verdicts.AddRange(customer.Select(a => new ActionVerdict(a.Key, ActionOutcome.Done, "The line was there already.", null, recorded.Exchange, a.Target.ObjectId)));
            }
            else if (wished.Length > ShopifySettings.NoteLength)
            {
                verdicts.AddRange(customer.Select(a => new ActionVerdict(a.Key, ActionOutcome.Rejected, $"With the hub's line the note would be longer than {ShopifySettings.NoteLength} characters.", null, recorded.Exchange)));
            }
            else
            {
                changes.Add(new("customerUpdate", "customer { id } userErrors { field message }", [.. customer], ("input", "CustomerInput!", new Dictionary<string, object?> { ["id"] = customer.Key, ["note"] = wished })));
            }
        }

        return [.. verdicts, .. await ShopifyChanges.SendAsync(session, changes, _ => "The hub's line in the customer note is current.", cancellationToken)];
    }
}
