using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Sharing;
using IntegrationHub.Hub.Secrets;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Dashboard;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Hub.Tests.Sharing;

/// <summary>A link opens one page, takes one answer, and what was agreed to stays as it was shown.</summary>
public sealed class RuleSharingTests : IAsyncLifetime
{
    private readonly TempStore _temp = new();
    private readonly FakeTimeProvider _time = new(SampleBakery.Now);
    private readonly CurrentSetup _setup = SampleBakery.Setup();
    private RuleSharing _sharing = null!;

    public Task InitializeAsync()
    {
        _sharing = new(_temp.Store, new HubIds(_time), _setup, new RecordingWaker(), _time);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _temp.DisposeAsync();

    [Fact]
    public async Task The_secret_is_in_no_file_of_the_store()
    {
        var (token, _) = await _sharing.CreateAsync(SampleShare.Order());
        Assert.Equal(BrowserSecret.Length, token.Length);
        await _temp.Store.Writer.Write(t => t.Execute("update lane set epoch=epoch")); // whatever was written is in the files now
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_temp.Path)!).Where(f => f.Contains("hub.db", StringComparison.Ordinal) && !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(token)) < 0, file);
        }

        Assert.Equal(1, _temp.Count($"select count(*) from shared_rule where token_hash='{BrowserSecret.HashOf(token)}'"));
    }

    [Fact]
    public async Task It_opens_often_and_keeps_when_it_was_looked_at_first()
    {
        var (token, _) = await _sharing.CreateAsync(SampleShare.Order());
        Assert.NotNull(await _sharing.OpenAsync(token, look: false));
        Assert.Equal(ShareState.Waiting, State());
        await _sharing.OpenAsync(token, look: true);
        _time.Advance(TimeSpan.FromDays(1));
        var opened = await _sharing.OpenAsync(token, look: true);
        Assert.Equal(SampleBakery.Now, opened!.Link.OpenedAt);
        Assert.Equal("It would have meant 14 people.", opened.Shown.People);
        Assert.Equal(ShareState.Opened, State());
    }

    [Fact]
    public async Task Of_many_answers_at_once_one_is_taken()
    {
        var (token, _) = await _sharing.CreateAsync(SampleShare.Order());
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _sharing.AnswerAsync(token, i % 2 == 0, "Olga " + i, "No, because " + i)));
        var first = Array.FindIndex(taken, t => t);
        Assert.Single(taken, t => t);
        var answer = _sharing.List("kornhaus", "care").Single().Answer!;
        Assert.Equal((first % 2 == 0, "Olga " + first), (answer.Agreed, answer.By));
        Assert.Equal(1, _temp.Count("select count(*) from body where instr(bytes,'hub.share.answered')>0"));
    }

    [Fact]
    public async Task When_its_time_is_over_it_opens_and_takes_nothing()
    {
        var (token, _) = await _sharing.CreateAsync(SampleShare.Order(days: 2));
        _time.Advance(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await _sharing.OpenAsync(token, look: false));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await _sharing.OpenAsync(token, look: true));
        Assert.False(await _sharing.AnswerAsync(token, true, "Olga", ""));
        Assert.Equal(ShareState.RanOut, State());
    }

    [Fact]
    public async Task Taken_back_it_opens_and_takes_nothing()
    {
        var (token, link) = await _sharing.CreateAsync(SampleShare.Order());
        Assert.False(await _sharing.TakeBackAsync("other", link.Id, "Mallory"));
        Assert.True(await _sharing.TakeBackAsync("kornhaus", link.Id, "Anna"));
        Assert.False(await _sharing.TakeBackAsync("kornhaus", link.Id, "Anna"));
        Assert.Null(await _sharing.OpenAsync(token, look: true));
        Assert.False(await _sharing.AnswerAsync(token, true, "Olga", ""));
        Assert.Equal(ShareState.TakenBack, State());
        Assert.Equal(2, _temp.Count("select count(*) from body where instr(bytes,'hub.shared')>0 or instr(bytes,'hub.share.withdrawn')>0"));
    }

    [Fact]
    public async Task What_was_answered_can_be_read_and_not_be_changed_or_taken_back()
    {
        var (token, link) = await _sharing.CreateAsync(SampleShare.Order());
        Assert.True(await _sharing.AnswerAsync(token, false, "Olga", "Not on Sundays."));
        Assert.False(await _sharing.AnswerAsync(token, true, "Somebody else", ""));
        Assert.False(await _sharing.TakeBackAsync("kornhaus", link.Id, "Anna"));
        Assert.Equal(new ShareAnswer(false, "Olga", SampleBakery.Now, "Not on Sundays."), (await _sharing.OpenAsync(token, look: true))!.Link.Answer);
    }

    [Fact]
    public async Task A_link_shows_its_own_client_only_and_nothing_of_a_client_that_is_gone()
    {
        var (ours, link) = await _sharing.CreateAsync(SampleShare.Order());
        await _sharing.CreateAsync(SampleShare.Order("other"));
        Assert.Equal("kornhaus", (await _sharing.OpenAsync(ours, look: false))!.Link.Client);
        Assert.Equal(link.Id, Assert.Single(_sharing.List("kornhaus", "care")).Id);
        await _sharing.AnswerAsync(ours, true, "Olga", "");
        Assert.Empty(_sharing.News("other"));
        Assert.False(await _sharing.NoteAsync("other", link.Id, "Mallory"));

        _setup.Replace(new HubSetup(null, [], [SampleBakery.Client("other", "Other Shop")]));
        Assert.Null(await _sharing.OpenAsync(ours, look: false));
    }

    [Fact]
    public async Task An_answer_is_news_until_somebody_notes_it()
    {
        var (token, link) = await _sharing.CreateAsync(SampleShare.Order());
        Assert.False(await _sharing.NoteAsync("kornhaus", link.Id, "Anna"));
        await _sharing.AnswerAsync(token, true, "Olga", "");
        Assert.Equal(link.Id, Assert.Single(_sharing.News("kornhaus")).Id);
        Assert.True(await _sharing.NoteAsync("kornhaus", link.Id, "Anna"));
        Assert.Empty(_sharing.News("kornhaus"));
    }

    [Fact]
    public async Task Of_what_a_stranger_types_no_control_character_and_no_endless_text_is_kept()
    {
        var (token, _) = await _sharing.CreateAsync(SampleShare.Order());
        await _sharing.AnswerAsync(token, false, " Ol\u001b[31mga\r\nBcc: x ", "a\u0000b\r\nc" + new string('x', 5000));
        var answer = _sharing.List("kornhaus", "care").Single().Answer!;
        Assert.Equal("Ol[31mga Bcc: x", answer.By);
        Assert.StartsWith("ab\ncx", answer.Remark, StringComparison.Ordinal);
        Assert.Equal(ShareAnswer.LongestRemark, answer.Remark.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("' or 1=1 --AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_secret_opens_nothing(string token)
    {
        await _sharing.CreateAsync(SampleShare.Order());
        Assert.Null(await _sharing.OpenAsync(token, look: true));
        Assert.False(await _sharing.AnswerAsync(token, true, "Olga", ""));
    }

    private ShareState State() => _sharing.List("kornhaus", "care").Single().StateAt(_time.GetUtcNow());
}
