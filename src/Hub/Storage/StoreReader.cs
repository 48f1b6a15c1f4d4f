using System.Globalization;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Storage;

/// <summary>A read-only connection to the store. Opens no transaction; long readers page by key. Parameters are <c>@p0</c>, <c>@p1</c> … in the order given.</summary>
public sealed class StoreReader : IDisposable
{
    private readonly SqliteConnection _connection;

    internal StoreReader(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
    }

    /// <summary>Gives all rows.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    /// <summary>Gives the first value of the first row, or default.</summary>
    public T? Scalar<T>(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        return Convert<T>(command.ExecuteScalar());
    }

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

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
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        AddParameters(command, values.Length);
        SetParameters(command, values);
        return command;
    }
}
