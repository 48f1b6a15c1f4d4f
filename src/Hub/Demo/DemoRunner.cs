using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Demo;

/// <summary>Tells the story: a story day takes six seconds, each moment waits until the hub has dealt with the one before.</summary>
/// <param name="business">The tools.</param>
/// <param name="story">The moments in order.</param>
/// <param name="goesOn">What happens every few seconds once all is told.</param>
/// <param name="clock">The story's clock.</param>
/// <param name="pace">How fast, and what viewers ask.</param>
/// <param name="services">The running hub.</param>
public sealed class DemoRunner(DemoBusiness business, IReadOnlyList<StoryMoment> story, Action<int> goesOn, StoryClock clock, StoryPace pace, IServiceProvider services)
{
    private static readonly TimeSpan Hop = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongHop = TimeSpan.FromHours(4);
    private const int MostHops = 8;
    private static readonly TimeSpan RealHop = TimeSpan.FromMilliseconds(125);
    private static readonly TimeSpan BetweenOrders = TimeSpan.FromSeconds(20);
    private int _hops = 1;
    private readonly StoryRest _rest = new(business, clock, services.GetRequiredService<HubStore>(), services.GetRequiredService<IWaker>());

    /// <summary>Tells everything, then goes on quietly until stopped.</summary>
    /// <param name="tell">Told of each moment that is worth a line.</param>
    /// <param name="cancellationToken">Ends the story.</param>
    public async Task PlayAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        await TellAsync(tell, cancellationToken);
        for (var n = 0; ; n++)
        {
            await Task.Delay(BetweenOrders, cancellationToken);
            await pace.WhenGoingAsync(cancellationToken);
            goesOn(n);
            await _rest.AwaitAsync(false, cancellationToken);
        }
    }

    /// <summary>Tells everything once.</summary>
    /// <param name="tell">Told of each moment that is worth a line.</param>
    /// <param name="cancellationToken">Ends the story.</param>
    public async Task TellAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        await _rest.AwaitAsync(true, cancellationToken); // the first polls bring the history in
        foreach (var moment in story)
        {
            while (clock.GetUtcNow() < moment.At)
            {
                await HopAsync(moment.At, cancellationToken);
            }

            if (moment.Text is { } text)
            {
                var at = moment.At - StoryMoment.DayOne;
                tell($"day {at.Days + 1}, {at.Hours:00}:{at.Minutes:00}  {text}");
            }

            Show(moment.Text);
            await moment.Happen();
            await _rest.AwaitAsync(pace.Hurries, cancellationToken);
        }

        pace.Show(StoryMoment.DayOf(clock.GetUtcNow()), clock.GetUtcNow(), isOver: true);
    }

    private async Task HopAsync(DateTimeOffset upTo, CancellationToken cancellationToken)
    {
        await pace.WhenGoingAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var target = pace.Hurries ? _rest.NextDue(now + LongHop) : _hops > 1 ? _rest.NextDue(now + (_hops * Hop)) : now + Hop;
        clock.MoveTo(target < upTo ? target : upTo);
        Show(null);
        _rest.Wake();
        var began = clock.GetTimestamp();
        await _rest.AwaitAsync(pace.Hurries, cancellationToken);
        _hops = Math.Clamp((int)(clock.GetElapsedTime(began) / (RealHop / pace.Speed)), 1, MostHops); // a slow computer takes longer steps, so that a story day stays a story day
        if (!pace.Hurries && (RealHop / pace.Speed) - clock.GetElapsedTime(began) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, cancellationToken);
        }
    }

    private void Show(string? moment) => pace.Show(StoryMoment.DayOf(clock.GetUtcNow()), clock.GetUtcNow(), moment);
}
