using IntegrationHub.Hub.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationHub.Hub.Tests.Storage;

public sealed class HubStoreAgainTests
{
    [Fact]
    public async Task A_store_that_begins_anew_in_the_place_of_another_is_read_as_the_new_one()
    {
        var folder = Directory.CreateTempSubdirectory("hub-again-").FullName;
        var path = Path.Combine(folder, "hub.db");
        await using (var first = HubStore.Open(path, NullLoggerFactory.Instance))
        {
            await first.Writer.Write(t => t.Execute("insert into lane (client,epoch,owner,since) values ('ana',1,'x',1)"));
            using var reader = first.Read();
            Assert.Equal(1, reader.Scalar<long>("select count(*) from lane"));
        }

        Directory.Delete(folder, true);
        Directory.CreateDirectory(folder);
        await using (var second = HubStore.Open(path, NullLoggerFactory.Instance))
        {
            using var reader = second.Read();
            Assert.Equal(0, reader.Scalar<long>("select count(*) from lane"));
        }

        Directory.Delete(folder, true);
    }
}
