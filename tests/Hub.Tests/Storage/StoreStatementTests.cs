using IntegrationHub.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Tests.Storage;

public sealed class StoreStatementTests
{
    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("Zoë 🍞 ünï")]
    public async Task A_text_comes_back_as_it_was(string text)
    {
        await using var temp = new TempStore();
        await Insert(temp, text);
        Assert.Equal(text, Assert.Single(temp.Query("select owner from lane", r => r.GetString(0))));
    }

    [Fact]
    public async Task A_long_text_comes_back_as_it_was()
    {
        await using var temp = new TempStore();
        var text = string.Concat(Enumerable.Repeat("ä🍞x", 5000));
        await Insert(temp, text);
        Assert.Equal(text, Assert.Single(temp.Query("select owner from lane", r => r.GetString(0))));
    }

    [Fact]
    public async Task Empty_bytes_are_not_null()
    {
        await using var temp = new TempStore();
        await temp.Store.Writer.Write(t => t.Execute("insert into body(id,client,bytes,codec) values (1,'a',@p0,0)", Array.Empty<byte>()));
        Assert.Equal("blob", Assert.Single(temp.Query("select typeof(bytes) from body", r => r.GetString(0))));
    }

    [Fact]
    public async Task Parameters_may_stand_in_any_order_and_be_left_out()
    {
        await using var temp = new TempStore();
        await temp.Store.Writer.Write(t => t.Execute("insert into lane(since,client,epoch,owner) values (@p2,@p0,1,@p0)", "a", "unused", 7L));
        Assert.Equal(("a", 7L), Assert.Single(temp.Query("select owner,since from lane", r => (r.GetString(0), r.GetInt64(1)))));
    }

    [Fact]
    public async Task The_number_of_changed_rows_is_told_also_when_there_are_none()
    {
        await using var temp = new TempStore();
        await Insert(temp, "x");
        Assert.Equal(0, await temp.Store.Writer.Write(t => t.Execute("insert into lane(client,epoch,owner,since) values ('a',1,@p0,0) on conflict do nothing", "y")));
        Assert.Equal(1, await temp.Store.Writer.Write(t => t.Execute("update lane set owner=@p0", "y")));
    }

    [Fact]
    public async Task A_broken_constraint_says_which()
    {
        await using var temp = new TempStore();
        var fault = await Assert.ThrowsAsync<SqliteException>(() => temp.Store.Writer.Write(t => t.Execute("insert into lane(client,epoch,owner,since) values (null,1,'x',0)")));
        Assert.Equal(19, fault.SqliteErrorCode);
        Assert.Contains("lane.client", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_that_failed_can_be_run_again()
    {
        await using var temp = new TempStore();
        await Assert.ThrowsAsync<SqliteException>(() => temp.Store.Writer.Write(t => t.Execute("insert into lane(client,epoch,owner,since) values (@p0,1,'x',0)", [null])));
        Assert.Equal(1, await temp.Store.Writer.Write(t => t.Execute("insert into lane(client,epoch,owner,since) values (@p0,1,'x',0)", "a")));
    }

    [Fact]
    public async Task Two_statements_in_one_text_are_refused()
    {
        await using var temp = new TempStore();
        await Assert.ThrowsAsync<ArgumentException>(() => temp.Store.Writer.Write(t => t.Execute("delete from lane; delete from body")));
    }

    [Fact]
    public async Task A_list_is_one_parameter_however_long()
    {
        await using var temp = new TempStore();
        await Insert(temp, "x");
        var names = Enumerable.Range(0, 5000).Select(i => "c\"'" + i).Append("a");
        Assert.Equal(1, temp.Store.Read().Scalar<long>("select count(*) from lane where client in (select value from json_each(@p0))", SqlList.Of(names)));
    }

    private static Task Insert(TempStore temp, string owner) =>
        temp.Store.Writer.Write(t => t.Execute("insert into lane(client,epoch,owner,since) values ('a',1,@p0,0)", owner));
}
