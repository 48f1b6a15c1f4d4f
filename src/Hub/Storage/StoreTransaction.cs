using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Storage;

/// <summary>
/// The writer's connection inside its open transaction, with prepared statements kept from job to job. Parameters are <c>@p0</c>, <c>@p1</c> … in the order given.
/// Only valid while the job runs.
/// </summary>
public sealed class StoreTransaction(SqliteConnection connection) : IDisposable
{
    private const int MostPrepared = 400;
    private readonly Dictionary<string, SqliteCommand> _queries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoreStatement> _statements = new(StringComparer.Ordinal);
    private SqliteTransaction? _transaction;

    /// <summary>The connection, for a DbContext opened on it (set its transaction with <see cref="Current"/>).</summary>
    public SqliteConnection Connection => connection;

    /// <summary>The open transaction.</summary>
    public SqliteTransaction Current => _transaction ?? throw new InvalidOperationException("No transaction is open: jobs run inside StoreWriter only.");

    /// <summary>Runs a statement; gives the number of rows changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Statement(sql, values.Length).Run(values);

    /// <summary>Gives the first column of all rows, of numbers.</summary>
    public HashSet<long> Numbers(string sql, params ReadOnlySpan<object?> values)
    {
        var numbers = new HashSet<long>();
        Statement(sql, values.Length).Numbers(values, numbers);
        return numbers;
    }

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
        foreach (var command in _queries.Values)
        {
            command.Dispose();
        }

        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _queries.Clear();
        _statements.Clear();
    }

    /// <summary>Begins a job: what it does can be taken back alone.</summary>
    internal void Save() => Execute("savepoint job");

    /// <summary>The job's rows stay, as far as the transaction does.</summary>
    internal void Release() => Execute("release savepoint job");

    /// <summary>Takes the job's rows back.</summary>
    internal void TakeBack()
    {
        Execute("rollback to savepoint job");
        Release();
    }

    internal void Begin() => _transaction = connection.BeginTransaction(deferred: false);

    internal void Commit()
    {
        Current.Commit();
        End();
    }

    internal void Rollback()
    {
        try
        {
            _transaction?.Rollback();
        }
        finally
        {
            End();
        }
    }

    private void End()
    {
        _transaction?.Dispose();
        _transaction = null;
    }

    private StoreStatement Statement(string sql, int parameters)
    {
        _ = Current;
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Forget();
            _statements.Add(sql, statement = new StoreStatement(connection, sql, parameters));
        }

        return statement;
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_queries.TryGetValue(sql, out var command))
        {
            Forget();
            command = connection.CreateCommand();
            command.CommandText = sql;
            StoreReader.AddParameters(command, values.Length);
            _queries.Add(sql, command);
        }

        command.Transaction = Current;
        StoreReader.SetParameters(command, values);
        return command;
    }

    private void Forget()
    {
        if (_queries.Count + _statements.Count >= MostPrepared)
        {
            Dispose();
        }
    }
}
