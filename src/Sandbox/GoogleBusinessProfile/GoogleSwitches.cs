namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>Behaviour of the simulated account that can be turned while it runs. Defaults are what a healthy, approved project meets.</summary>
public sealed class GoogleSwitches
{
    /// <summary>How long Google looks at a reply, on the vendors' clock. Default ten minutes.</summary>
    public TimeSpan ReplyDelay { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a post stays PROCESSING. Default one minute.</summary>
    public TimeSpan PostDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The project has not been approved: its quota is 0 and every call answers 429 RESOURCE_EXHAUSTED. Default false.</summary>
    public bool QuotaZero { get; set; }

    /// <summary>Calls a minute for each of Google's hosts. Default 300.</summary>
    public int CallsPerMinute { get; set; } = 300;

    /// <summary>Replies and posts a minute for one location. Default 10; Google does not raise it.</summary>
    public int EditsPerMinute { get; set; } = 10;

    /// <summary>Over quota, v4 answers in its old way: 403 rateLimitExceeded instead of 429. Default true.</summary>
    public bool OldStyleV4Errors { get; set; } = true;

    /// <summary>An owner's reply also sends UPDATED_REVIEW; Google does not say whether it does. Default false.</summary>
    public bool ReplyNotifies { get; set; }

    /// <summary>How far the daily figures lag behind: younger days carry no values yet. Default none.</summary>
    public TimeSpan MetricsLag { get; set; } = TimeSpan.Zero;

    /// <summary>Which names the pushed pointer uses. Default those seen in real pushes.</summary>
    public GooglePointerNames PointerNames { get; set; } = GooglePointerNames.Short;

    /// <summary>What is wrong with the token of each push. Default nothing.</summary>
    public GooglePushFlaw PushFlaw { get; set; } = GooglePushFlaw.None;
}
