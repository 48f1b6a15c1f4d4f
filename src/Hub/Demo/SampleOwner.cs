using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Demo;

/// <summary>What the bakery's owner does in the dashboard, through the same services as its pages.</summary>
/// <param name="services">The running hub.</param>
public sealed class SampleOwner(IServiceProvider services)
{
    /// <summary>How the owner is called wherever it says who did something.</summary>
    public const string Name = "Sample owner";

    /// <summary>Edits the drafted answer that waits and sends it.</summary>
    public async Task AnswerReviewAsync(string reviewer, string text)
    {
        using var reader = services.GetRequiredService<HubStore>().Read();
        foreach (var id in reader.Query("select id from approval where client=@p0 and state=0 and title like @p1", r => r.GetInt64(0), DemoBusiness.Client, "%" + reviewer))
        {
            await services.GetRequiredService<ApprovalAnswers>().ApproveAsync(DemoBusiness.Client, id, text, Name);
        }
    }

    /// <summary>Pauses somebody until further notice.</summary>
    public async Task PauseAsync(SamplePerson who, string reason)
    {
        foreach (var contact in Contacts(who))
        {
            await services.GetRequiredService<ContactDeeds>().PauseAsync(DemoBusiness.Client, contact, "all", null, reason, Name);
        }
    }

    /// <summary>Joins two contacts of one name.</summary>
    public async Task JoinAsync(SamplePerson who)
    {
        if (Contacts(who) is [var one, var other, ..])
        {
            await services.GetRequiredService<ContactDeeds>().JoinAsync(DemoBusiness.Client, one, other, Name);
        }
    }

    private List<long> Contacts(SamplePerson who)
    {
        using var reader = services.GetRequiredService<HubStore>().Read();
        return reader.Query("select id from contact where client=@p0 and name=@p1 and merged_into is null order by id", r => r.GetInt64(0), DemoBusiness.Client, who.Name);
    }
}
