using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Undoing;

/// <summary>An action that was done, as far as taking it back asks.</summary>
/// <param name="Wish">What was wished.</param>
/// <param name="Grant">Whose login it went through.</param>
/// <param name="State">What became of it.</param>
/// <param name="UpdatedAt">When that last changed, unix ms.</param>
internal sealed record DoneAction(DueAction Wish, string Grant, ActionState State, long UpdatedAt)
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = DueAction.Columns + ", \"grant\", state, updated_at";

    /// <summary>The tag or field that it is about; empty for others.</summary>
    public string Mark { get; } = Wish.Verb switch { "tag.add" or "tag.remove" => Wish.Text("tag"), "field.set" => Wish.Text("field"), "property.set" => Wish.Text("property"), _ => "" };

    /// <summary>What it wrote to: the same for actions that overwrite each other.</summary>
    public (long?, string, string?) Slot { get; } = (Wish.Contact, Wish.Connection, Coalescing.SlotOf(Wish));

    /// <summary>Reads a row.</summary>
    public static DoneAction Read(SqliteDataReader row) => new(DueAction.Read(row), row.GetString(DueAction.Count), (ActionState)row.GetInt32(DueAction.Count + 1), row.GetInt64(DueAction.Count + 2));
}
