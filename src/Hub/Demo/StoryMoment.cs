namespace IntegrationHub.Hub.Demo;

/// <summary>Something that happens in one of the tools, or that the owner does in the dashboard.</summary>
/// <param name="At">When, in story time.</param>
/// <param name="Text">What, for the console and the page; null for small things that need no telling.</param>
/// <param name="Happen">Makes it happen.</param>
public sealed record StoryMoment(DateTimeOffset At, string? Text, Func<Task> Happen)
{
    /// <summary>Midnight of the story's first day, a Monday, in the bakery's zone.</summary>
    public static readonly DateTimeOffset DayOne = new(2026, 11, 2, 0, 0, 0, TimeSpan.FromHours(1));

    /// <summary>A moment in a tool.</summary>
    public static StoryMoment On(int day, int hour, int minute, string? text, Action happen) => On(day, hour, minute, text, () =>
    {
        happen();
        return Task.CompletedTask;
    });

    /// <summary>A moment in the dashboard.</summary>
    public static StoryMoment On(int day, int hour, int minute, string? text, Func<Task> happen) => new(DayOne.AddDays(day - 1).AddHours(hour).AddMinutes(minute), text, happen);

    /// <summary>The day of the story that an instant lies in, from 1.</summary>
    public static int DayOf(DateTimeOffset at) => (int)Math.Floor((at - DayOne).TotalDays) + 1;
}
