using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Storage;

/// <summary>
/// The writer's connection inside its open transaction, with prepared statements kept from job to job. Parameters are <c>@p0</c>, <c>@p1</c> … in the order given.
/// Only valid while the job runs.
/// </summary>
public sealed class StoreTransaction(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);
    private SqliteTransaction? _transaction;

    /// <summary>The connection, for a DbContext opened on it (set its transaction with <see cref="Current"/>).</summary>
    public SqliteConnection Connection => connection;

    /// <summary>The open transaction.</summary>
    public SqliteTransaction Current => _transaction ?? throw new InvalidOperationException("No transaction is open: jobs run inside StoreWriter only.");

    /// <summary>Runs a statement; gives the number of rows changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>Gives the first value of the first row, or default.</summary>
    public T? Scalar<T>(string sql, params ReadOnlySpan<object?> values) => StoreReader.Convert<T>(Bind(sql, values).ExecuteScalar());

    /// <summary>Gives all rows.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        using var reader = Bind(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }
    }

    internal void Begin() => _transaction = connection.BeginTransaction(deferred: false);

    internal void Commit()
    {
        Current.Commit();
        End();
    }

    internal void Rollback()
    {
        _transaction?.Rollback();
        End();
    }

    private void End()
    {
        _transaction?.Dispose();
        _transaction = null;
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            if (_prepared.Count > 400)
            {
                Dispose();
                _prepared.Clear();
            }

            command = connection.CreateCommand();
            command.CommandText = sql;
            StoreReader.AddParameters(command, values.Length);
            _prepared.Add(sql, command);
        }

        command.Transaction = Current;
        StoreReader.SetParameters(command, values);
        return command;
    }
}
