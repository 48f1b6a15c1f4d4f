using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IntegrationHub.Hub.Storage;

/// <summary>
/// One prepared statement of the writer, bound by position. The provider's own commands look every parameter up by its name at each execution, in time that grows with the
/// square of their number; on the hot paths that costs more than the statement itself.
/// </summary>
internal sealed class StoreStatement : IDisposable
{
    private const int OnStack = 512;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;

    /// <summary>Prepares a statement with the parameters <c>@p0</c> … in any order.</summary>
    /// <exception cref="SqliteException">The text is not a statement.</exception>
    public StoreStatement(SqliteConnection connection, string sql, int parameters)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement, out var rest));
        if (!string.IsNullOrWhiteSpace(rest))
        {
            _statement.Dispose();
            throw new ArgumentException("One statement at a time: " + rest, nameof(sql));
        }

        _places = new int[parameters];
        for (var i = 0; i < parameters; i++)
        {
            _places[i] = raw.sqlite3_bind_parameter_index(_statement, string.Create(CultureInfo.InvariantCulture, $"@p{i}"));
        }
    }

    /// <summary>Runs it to its end; gives the number of rows changed.</summary>
    public int Run(ReadOnlySpan<object?> values)
    {
        Bind(values);
        try
        {
            while (Step())
            {
                // rows of a returning clause that nobody asked for
            }

            return raw.sqlite3_changes(_database);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    /// <summary>Runs it to its end; gives the first column of each row as a number.</summary>
    public void Numbers(ReadOnlySpan<object?> values, ICollection<long> into)
    {
        Bind(values);
        try
        {
            while (Step())
            {
                into.Add(raw.sqlite3_column_int64(_statement, 0));
            }
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _statement.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (_places[i] is var place and > 0)
            {
                Check(Bind(place, values[i]));
            }
        }
    }

    private int Bind(int place, object? value) => value switch
    {
        null or DBNull => raw.sqlite3_bind_null(_statement, place),
        string text => BindText(place, text),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int64(_statement, place, number),
        bool flag => raw.sqlite3_bind_int64(_statement, place, flag ? 1 : 0),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, place, 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        Enum word => raw.sqlite3_bind_int64(_statement, place, Convert.ToInt64(word, CultureInfo.InvariantCulture)),
        double number => raw.sqlite3_bind_double(_statement, place, number),
        _ => throw new ArgumentException($"A value of the type {value.GetType().Name} has no form in the store.", nameof(value)),
    };

    private int BindText(int place, string text)
    {
        if (text.Length == 0)
        {
            return raw.sqlite3_bind_text(_statement, place, ""); // an empty span would be bound as null
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= OnStack)
        {
            Span<byte> small = stackalloc byte[OnStack];
            return raw.sqlite3_bind_text(_statement, place, small[..Encoding.UTF8.GetBytes(text, small)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            return raw.sqlite3_bind_text(_statement, place, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_ROW)
        {
            return true;
        }

        if (result is not raw.SQLITE_DONE)
        {
            Check(result);
        }

        return false;
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
