namespace IntegrationHub.Sandbox.Mailchimp;

public sealed partial class MailchimpSimulator
{
    private readonly List<(MailchimpFlow Flow, bool On)> _flows = [];
    private readonly List<Run> _runs = [];

    /// <summary>The flows with their switches.</summary>
    public IReadOnlyList<(MailchimpFlow Flow, bool On)> Flows => Locked(() => _flows.ToList());

    /// <summary>Builds a flow; it is on.</summary>
    public MailchimpFlow AddFlow(MailchimpFlow flow) => Locked(() =>
    {
        var made = flow with { JourneyId = flow.JourneyId == 0 ? 2000 + _flows.Count + 1 : flow.JourneyId };
        _flows.Add((made, true));
        foreach (var (mail, i) in made.Mails.Select((m, i) => (m, i)))
        {
            var id = MailOf(made, i);
            _campaigns[id] = new MailchimpCampaign(id, made.ListId, "automation-email", $"{made.Name} {i + 1}", mail.Subject, _world.Now);
        }

        return made;
    });

    /// <summary>Switches a flow on or off. While off it starts for nobody; who was inside stays where they are until it is on again.</summary>
    public void SwitchFlow(string name, bool on)
    {
        lock (_gate)
        {
            RunDueLocked();
            var at = _flows.FindIndex(f => f.Flow.Name == name);
            _flows[at] = (_flows[at].Flow, on);
            Note(on ? "flow.on" : "flow.off", name, Team);
        }
    }

    /// <summary>How many members are inside a flow.</summary>
    public int InFlow(string name) => Locked(() =>
    {
        RunDueLocked();
        return _runs.Count(r => r.Flow.Name == name);
    });

    /// <summary>
    /// Sends what is due by now. Every call and every deed at the account does so first, so nobody can see a mail missing; tests that look at the
    /// ledger call it themselves.
    /// </summary>
    public void RunDue()
    {
        lock (_gate)
        {
            RunDueLocked();
        }
    }

    /// <summary>The team sends a campaign by hand to the subscribed members of an audience.</summary>
    /// <param name="listId">The audience.</param>
    /// <param name="title">The title the team sees.</param>
    /// <param name="subject">The subject line.</param>
    /// <param name="to">Only those; null sends to all.</param>
    public MailchimpCampaign SendCampaign(string listId, string title, string subject, Func<MailchimpMember, bool>? to = null) => Locked(() =>
    {
        RunDueLocked();
        var campaign = new MailchimpCampaign(_world.Ids.Hex(10), listId, "regular", title, subject, _world.Now) { SentAt = _world.Now };
        _campaigns[campaign.Id] = campaign;
        foreach (var member in _audiences[listId].Members.Values.Where(m => m.Status == "subscribed" && (to is null || to(m))).ToList())
        {
            SendMail(campaign.Id, member, _world.Now, Team);
        }

        Note("campaign.send", campaign.Id, Team, ("title", title), ("list", listId));
        Emit(listId, "campaign", Team, ("data[id]", campaign.Id), ("data[subject]", subject), ("data[status]", "sent"), ("data[reason]", ""), ("data[list_id]", listId));
        return _campaigns[campaign.Id];
    });

    /// <summary>A member opens a mail they got; false when they did not get it.</summary>
    public bool Open(string listId, string email, string campaignId) => Reacted(listId, email, campaignId, "open", []);

    /// <summary>A member clicks in a mail they got; false when they did not get it.</summary>
    public bool Click(string listId, string email, string campaignId, string url) => Reacted(listId, email, campaignId, "click", new() { ["link_clicked"] = url });

    /// <summary>The campaign id of one mail of a flow.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="index">0 for the first mail.</param>
    public static string MailOf(MailchimpFlow flow, int index) => SandboxIds.HexOf($"{flow.ListId} {flow.Name} {index}", 10);

    internal bool Trigger(int journey, int step, string email, Actor by)
    {
        RunDueLocked();
        var flow = _flows.Select(f => f.Flow).FirstOrDefault(f => f.JourneyId == journey && f.StepId == step && step != 0);
        if (flow is null)
        {
            return false;
        }

        if (_audiences[flow.ListId].Members.GetValueOrDefault(MailchimpMember.HashOf(email)) is not { Status: "subscribed" } member)
        {
            throw new MailchimpProblemException(400, "Bad Request", "Email address is not subscribed to the audience of this journey.");
        }

        Note("journey.trigger", member.Hash, by, ("journey", flow.Name), ("email", email));
        StartFlows(member, f => ReferenceEquals(f, flow));
        return true;
    }

    internal void RunDueLocked()
    {
        if (_world.IsHistory)
        {
            return;
        }

        var now = _world.Now;
        while (_runs.Where(r => r.DueAt <= now && IsOn(r.Flow)).MinBy(r => r.DueAt) is { } run)
        {
            var member = _audiences[run.Flow.ListId].Members.GetValueOrDefault(run.Hash);
            if (member is not { Status: "subscribed" })
            {
                _runs.Remove(run);
                continue;
            }

            SendMail(MailOf(run.Flow, run.Next), member, run.DueAt, Actor.Flow(run.Flow.Name));
            run.Next++;
            if (run.Next == run.Flow.Mails.Count)
            {
                _runs.Remove(run);
            }
            else
            {
                run.DueAt += run.Flow.Mails[run.Next].Wait;
            }
        }
    }

    private bool IsOn(MailchimpFlow flow) => _flows.Any(f => f.On && ReferenceEquals(f.Flow, flow));

    private void StartFlows(MailchimpMember member, Func<MailchimpFlow, bool> fits)
    {
        if (_world.IsHistory || member.Status != "subscribed")
        {
            return;
        }

        foreach (var (flow, on) in _flows.ToList())
        {
            // Who is inside already does not enter a second time.
            if (on && flow.ListId == member.ListId && fits(flow) && !_runs.Any(r => r.Hash == member.Hash && ReferenceEquals(r.Flow, flow)))
            {
                _runs.Add(new Run(flow, member.Hash, _world.Now + flow.Mails[0].Wait));
            }
        }

        RunDueLocked();
    }

    private void SendMail(string campaignId, MailchimpMember member, DateTimeOffset at, Actor by)
    {
        var campaign = _campaigns[campaignId];
        _campaigns[campaignId] = campaign with { SentAt = campaign.SentAt ?? at, Recipients = [.. campaign.Recipients, (member.Hash, at)] };
        Put(member with
        {
            Activity = [.. member.Activity, new MailchimpActivity("sent", at, campaignId, new Dictionary<string, string>())],
        }, changed: false);
        _world.Ledger.Add("mailchimp", AccountId, "mail.send", member.Hash, by, at, ("email", member.Email), ("campaign", campaignId), ("subject", campaign.Subject), ("list", member.ListId));
    }

    private bool Reacted(string listId, string email, string campaignId, string type, Dictionary<string, string> values) => Locked(() =>
    {
        RunDueLocked();
        if (_audiences[listId].Members.GetValueOrDefault(MailchimpMember.HashOf(email)) is not { } member || !member.Activity.Any(a => a.Type == "sent" && a.CampaignId == campaignId))
        {
            return false;
        }

        Put(member with { Activity = [.. member.Activity, new MailchimpActivity(type, _world.Now, campaignId, values)] }, changed: false);
        Note("mail." + type, member.Hash, Actor.Person, ("campaign", campaignId), ("email", email));
        return true;
    });

    private sealed class Run(MailchimpFlow flow, string hash, DateTimeOffset dueAt)
    {
        public MailchimpFlow Flow { get; } = flow;

        public string Hash { get; set; } = hash;

        public DateTimeOffset DueAt { get; set; } = dueAt;

        public int Next { get; set; }
    }
}
