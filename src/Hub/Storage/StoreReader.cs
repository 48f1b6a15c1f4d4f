using System.Globalization;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Storage;

/// <summary>A read-only connection to the store. Opens no transaction; long readers page by key. Parameters are <c>@p0</c>, <c>@p1</c> … in the order given.</summary>
public sealed class StoreReader : IDisposable
{
    private const int MostPrepared = 100;
    private readonly SqliteConnection _connection;
    private readonly Action<StoreReader> _giveBack;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    internal StoreReader(string connectionString, Action<StoreReader> giveBack)
    {
        _giveBack = giveBack;
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
    }

    /// <summary>Gives all rows.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    /// <summary>Gives the first value of the first row, or default.</summary>
    public T? Scalar<T>(string sql, params ReadOnlySpan<object?> values) => Convert<T>(Command(sql, values).ExecuteScalar());

    /// <summary>Gives the connection back for the next reader; this one is not used again.</summary>
    public void Dispose() => _giveBack(this);

    /// <summary>Closes the connection for good.</summary>
    internal void Close()
    {
        Forget();
        _connection.Dispose();
    }

    internal static T? Convert<T>(object? value)
    {
        if (value is null or DBNull)
        {
            return default;
        }

        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return (T)System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }

    internal static void AddParameters(SqliteCommand command, int count)
    {
        for (var i = 0; i < count; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}") });
        }
    }

    internal static void SetParameters(SqliteCommand command, ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.Parameters[i];
            parameter.ResetSqliteType();
            parameter.Value = values[i] switch
            {
                null => DBNull.Value,
                bool flag => flag ? 1L : 0L,
                Enum word => System.Convert.ToInt64(word, CultureInfo.InvariantCulture),
                var other => other,
            };
        }
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            if (_prepared.Count >= MostPrepared)
            {
                Forget();
            }

            command = _connection.CreateCommand();
            command.CommandText = sql;
            AddParameters(command, values.Length);
            _prepared.Add(sql, command);
        }

        SetParameters(command, values);
        return command;
    }

    private void Forget()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _prepared.Clear();
    }
}
