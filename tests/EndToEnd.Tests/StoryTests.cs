using IntegrationHub.Hub.Demo;
using IntegrationHub.Sandbox;

namespace IntegrationHub.EndToEnd.Tests;

/// <summary>The rows of the sample story, each at what an admin sees or what a tool really holds.</summary>
public sealed class StoryTests(ToldStory told) : IClassFixture<ToldStory>
{
    [Fact]
    public void A_year_of_history_was_read_and_started_nothing()
    {
        Assert.InRange(told.Count("event where historical=1 and name='order.placed'"), 320, 360);
        Assert.Equal(46, told.Count("event where historical=1 and name='review.posted'"));
        Assert.Equal(0, told.Count("decision d join event e on e.id=d.event where e.historical=1"));
        Assert.InRange(told.Count("contact where name like 'Sample guest%'"), 60, 60);
    }

    [Fact]
    public void Closed_hours_on_Google_reach_the_owner_with_what_Google_shows() =>
        Has(told.Alerts, "day 1 08:10 rule Google shows details of the place that you did not write: opening hours (Tuesday, Wednesday, Thursday, Friday, Saturday 7:00-18:00; closed on Monday, Sunday)");

    [Fact]
    public async Task Ben_told_at_the_counter_that_a_friend_sent_him()
    {
        Assert.True(told.Facts("Ben Schuster").Tags["hub"]["source:friend"].On);
        Assert.Equal("friend", (string?)told.Tools.Mail.Member(told.Tools.Newsletter, new SamplePerson("Ben Schuster").Email)!.Merge["SOURCE"]);
        Has(await told.Of("Ben Schuster"), "day 1 09:05");
    }

    [Fact]
    public void Brenda_is_welcomed_at_once_and_the_mail_leaves_two_minutes_later()
    {
        Has(Done("mailchimp", "member.tag.add", "Brenda Busch"), "day 1 10:20 welcome");
        Has(Done("mailchimp", "mail.send", "Brenda Busch"), "day 1 10:22 Welcome");
    }

    [Fact]
    public async Task Tomas_ordered_by_himself_and_was_not_reminded()
    {
        Has(await told.Of("Tomas Lindqvist"), "Preorder left ended early because they ordered on Wed 4 Nov 13:20 (#", "1.7 hours before the next step was due");
        Assert.DoesNotContain("preorder-reminder", Done("mailchimp", "member.tag.add", "Tomas Lindqvist"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Brenda_is_reminded_in_the_morning_and_orders_from_the_mail()
    {
        Has(await told.Of("Brenda Busch"), "day 3 17:40 Preorder left waits until Thu 5 Nov 08:00");
        Has(Done("mailchimp", "member.tag.add", "Brenda Busch"), "day 4 08:00 preorder-reminder");
        Has(Done("mailchimp", "mail.send", "Brenda Busch"), "day 4 08:02 Pre-order");
        Assert.Equal("true", told.Rows("select json_extract(data,'$.properties.afterReminder') from event where name='checkout.recovered' and contact=@p0", told.Contacts("Brenda Busch")[0]).Single() is "1" or "true" ? "true" : "false");
        Has(Done("mailchimp", "member.tag.remove", "Brenda Busch"), "day 4 08:50 welcome");
    }

    [Fact]
    public async Task Brendas_request_for_a_review_is_held_from_Sunday_over_Monday_and_goes_on_Tuesday()
    {
        Has(await told.Of("Brenda Busch"),
            "day 7 10:00 Review request waits until Tue 10 Nov 10:00 because they had 2 of 2 messages in 7 days ('counter-welcome' Mon 2 Nov 10:20, 'preorder-left' Thu 5 Nov 08:00)");
        Has(Done("mailchimp", "member.tag.add", "Brenda Busch"), "day 9 10:00 review-request");
        Has(Done("mailchimp", "mail.send", "Brenda Busch"), "day 9 10:02 Review request");
    }

    [Fact]
    public async Task The_mail_that_a_tag_started_was_seen_leaving()
    {
        Has(await told.Of("Brenda Busch"),
            "day 1 10:20 Tag “welcome” added, and the effect was seen", "Mail 'Welcome 1' seen leaving Mailchimp on Mon 2 Nov 10:22.", "day 1 10:22 Was sent a mail “Welcome 1”",
            "Mail 'Review request 1' seen leaving Mailchimp on Tue 10 Nov 10:02.");
        Assert.DoesNotContain("no mail followed", told.Alerts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chiaras_enquiry_has_a_clock_that_stops_when_a_person_answers()
    {
        Has(await told.Of("Chiara Bianchi"), "day 2 11:00 Filled in a form “Wedding cakes”", "day 2 13:10 Note logged: “Called back, sends a sketch”", "day 2 13:10 Enquiry answered after 2 h 10",
            "Answer clock ended early because they got an answer on Tue 3 Nov 13:10, 1.8 hours before the next step was due");
        var task = Assert.Single(told.Ledger.Entries("hubspot", verb: "task.create"), e => e.Values["hs_task_subject"] == "Answer Chiara");
        Assert.Equal("day 2 15:00", ToldStory.At(DateTimeOffset.Parse(task.Values["hs_timestamp"]!, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.DoesNotContain("Chiara has waited", told.Alerts, StringComparison.Ordinal);
    }

    [Fact]
    public void Jonas_whom_nobody_answered_reaches_the_second_person_after_four_working_hours()
    {
        Has(told.Alerts, "day 2 18:00 rule Jonas has waited longer for an answer than we promise. You are second.", "day 3 10:00 rule Jonas still has no answer.");
        Assert.True(told.Facts("Jonas Berg").Tags["hub"]["unanswered"].On);
    }

    [Fact]
    public async Task Autumn_bread_went_to_two_lists_and_twelve_people_have_it_twice()
    {
        Assert.Equal(2, told.Count("event where name='campaign.sent' and historical=0"));
        Assert.Equal(["31", "58"], told.Rows("select count(*) from event where name='email.sent' and json_extract(data,'$.properties.subject')='Autumn bread is here' group by json_extract(data,'$.properties.campaign') order by 1"));
        Assert.Equal(12, told.Count("(select contact from event where name='email.sent' and json_extract(data,'$.properties.subject')='Autumn bread is here' group by contact having count(*)=2)"));
        Has(await told.Of("Maria Rossi"), "day 5 09:00 Was sent a mail “Autumn bread is here”", "day 5 09:10 Was sent a mail “Autumn bread is here”");
    }

    [Fact]
    public async Task The_eight_oclock_case_Maria_has_it_twice_from_two_sendings_by_hand_and_no_rule_had_a_part_in_it() =>
        Has(await told.MessagesOf("Maria Rossi"), "day 5 09:00 Autumn bread is here: Campaign: Sent by hand in Mailchimp. No rule of the hub had a part in it. twice for 12",
            "day 5 09:10 Autumn bread is here: Campaign: Sent by hand in Mailchimp. No rule of the hub had a part in it. twice for 12");

    [Fact]
    public async Task The_mail_that_a_rule_started_names_it() =>
        Has(await told.MessagesOf("Brenda Busch"), "day 1 10:22 Welcome 1: Rule: “Counter welcome” put the tag ‘welcome’ in Mailchimp on Mon 2 Nov 10:20, which starts the flow “Welcome”; this mail left ");

    [Fact]
    public async Task Pauls_reminder_is_not_sent_on_top_of_two_messages_and_dropped()
    {
        Has(await told.Of("Paul Dubois"), "day 8 10:00 Preorder left waits until Mon 9 Nov 13:00",
            "day 8 13:00 Preorder left did not put the tag 'preorder-reminder' because they had 2 of 2 messages in 7 days (a mail that no rule sent Fri 6 Nov 09:00, a mail that no rule sent Fri 6 Nov 09:10)");
        Assert.DoesNotContain("preorder-reminder", Done("mailchimp", "member.tag.add", "Paul Dubois"), StringComparison.Ordinal);
        Assert.Equal(0, told.Count("run where contact=@p0 and rule='preorder-left' and ended_at is null", told.Contacts("Paul Dubois")[0]));
    }

    [Fact]
    public void Peters_late_parcel_is_told_before_he_asks_and_settled_when_it_goes_out()
    {
        Has(told.Alerts, "day 4 11:00 rule Order #", "day 4 11:00 task Order #");
        Assert.All(told.Alerts.Split('\n').Where(a => a.Contains("is late", StringComparison.Ordinal)), a => Assert.EndsWith("| settled day 5 09:30", a, StringComparison.Ordinal));
        Assert.Contains(told.Facts("Peter Novak").Pauses.Values, p => p is { Scope: "marketing", By: "late-order" });
    }

    [Fact]
    public async Task Georges_no_ends_what_waits_and_takes_effect_in_every_tool()
    {
        Has(await told.Of("George Okafor"),
            "day 6 07:15 Counter welcome ended early because they left the mailing list", "day 6 07:15 Preorder left ended early because they left the mailing list");
        Has(Done("mailchimp", "member.tag.remove", "George Okafor"), "day 6 07:15 welcome");
        Assert.Contains("no-marketing", told.Tools.Shop.CustomerByEmail(new SamplePerson("George Okafor").Email)!.Tags);
        Assert.DoesNotContain("Pre-order", Done("mailchimp", "mail.send", "George Okafor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Maria_is_not_asked_because_she_was_asked_92_days_ago() =>
        Has(await told.Of("Maria Rossi"), "day 5 09:30 Review request did not begin because they got a tag (review-request) in the last 180 days (once on Fri 7 Aug", "Next possible: Wed 3 Feb");

    [Fact]
    public async Task Noah_is_not_asked_because_no_tool_holds_his_yes() =>
        Has(await told.Of("Noah Fischer"), "day 6 10:00 Review request did not put the tag 'review-request' because no tool holds their yes (Shopify: none recorded; Mailchimp: none recorded; HubSpot: none recorded)");

    [Fact]
    public async Task Anna_gets_nothing_automatic_because_the_owner_writes_herself()
    {
        Has(await told.Of("Anna Vogel"), "because Sample owner paused them on Tue 3 Nov 10:00: 'friend of mine, I write myself'");
        Assert.Empty(Done("mailchimp", "member.tag.add", "Anna Vogel", byHub: true));
    }

    [Fact]
    public void One_star_waits_for_a_person_who_edits_and_sends_and_Google_publishes_later()
    {
        Has(told.Alerts, "day 6 12:30 rule 1 star from 'Lena K.': 'waited 20 minutes, bread was cold'", "day 6 12:30 task Answer the review of Lena K.");
        var reply = told.Ledger.Entries("google", verb: "reply.put").Single(e => e.By.IsApi);
        Assert.Equal("day 6 15:10", ToldStory.At(reply.At));
        Assert.Contains("We are sorry, Lena", reply.Values["comment"], StringComparison.Ordinal);
        Assert.Equal("Sample owner", told.Rows("select approved_by from action where name='reviews.reply' and state=3").Single());
        Assert.Equal(1, told.Count("event where name='review.replied' and historical=0 and received_at>=@p0", StoryMoment.DayOne.AddDays(5).AddHours(17.5).ToUnixTimeMilliseconds()));
        Assert.All(told.Alerts.Split('\n').Where(a => a.Contains("Lena K.", StringComparison.Ordinal)), a => Assert.Contains("| settled day 6", a, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fatimas_first_order_ends_the_welcome_and_meets_its_goal()
    {
        Has(Done("mailchimp", "member.tag.remove", "Fatima Haddad"), "day 8 10:00 welcome");
        Assert.Equal(1, told.Count("event where name='hub.goal.reached' and contact=@p0 and data like '%counter-welcome%'", told.Contacts("Fatima Haddad")[0]));
        Has(await told.Of("Fatima Haddad"), "day 8 10:00");
    }

    [Fact]
    public void Yusuf_did_not_collect_and_the_task_is_settled_when_he_does() =>
        Has(told.Alerts, "day 8 18:30 task Not collected: ring Yusuf | settled day 9 08:15");

    [Fact]
    public void Aylins_tenth_order_is_thanked_for()
    {
        Has(Done("mailchimp", "member.tag.add", "Aylin Demir"), "day 9 11:20 loyalty-10");
        Assert.Contains("loyal-10", told.Tools.Shop.CustomerByEmail(new SamplePerson("Aylin Demir").Email)!.Tags);
    }

    [Fact]
    public void The_ping_pong_about_Ines_is_stopped_at_the_fifth_hop_with_one_alert()
    {
        var loops = told.Alerts.Split('\n').Where(a => a.Contains(" loop ", StringComparison.Ordinal)).ToList();
        Assert.StartsWith("day 11 10:00 loop Loop stopped: 'vip-small-letters' and 'vip-to-shop' wrote to Ines 10 times within an hour (5 of our own writes)", Assert.Single(loops), StringComparison.Ordinal);
        Assert.Equal(5, told.Ledger.Entries("hubspot", verb: "contact.update").Count(e => e.By.IsApi && e.Values.GetValueOrDefault(DemoBusiness.ClassProperty) == "vip"));
        Assert.Equal([0, 1, 2, 3, 4, 5], told.Rows("select distinct hops from event where contact=@p0 and name='contact.updated' and is_echo=0 and data like '%customer_class%' order by hops", told.Contacts("Ines Moreau")[0]).Select(int.Parse));
    }

    [Fact]
    public async Task Grace_is_left_in_peace_after_her_tin_arrived_broken()
    {
        Has(await told.Of("Grace Murphy"), "day 12 14:00 Delivered care ended early because they got money back");
        Assert.DoesNotContain("care-tips", Done("mailchimp", "member.tag.add", "Grace Murphy"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_due_while_the_shop_was_down_is_done_once_when_it_is_back()
    {
        for (var guest = 57; guest <= 60; guest++)
        {
            var customer = told.Tools.Shop.CustomerByEmail(SamplePerson.Guest(guest).Email)!;
            var tagged = Assert.Single(told.Ledger.Entries("shopify", verb: "customer.tag.add", target: customer.Gid), e => e.Values["tag"] == "regular");
            Assert.InRange(tagged.At, StoryMoment.DayOne.AddDays(14).AddHours(10), StoryMoment.DayOne.AddDays(14).AddHours(16));
        }
    }

    [Fact]
    public void What_the_shop_did_not_tell_was_found_by_asking()
    {
        foreach (var guest in new[] { 1, 2, 5 })
        {
            var order = told.Tools.Shop.Orders.Single(o => o.Basket.Email == SamplePerson.Guest(guest).Email && o.CreatedAt > StoryMoment.DayOne.AddDays(14) && o.CreatedAt < StoryMoment.DayOne.AddDays(15));
            Assert.Equal("1", told.Rows("select v.source from event e join event_evidence x on x.event=e.id join envelope v on v.id=x.envelope where e.name='order.placed' and e.run_key=@p0", order.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)).Distinct().Single());
        }
    }

    [Fact]
    public async Task Helen_goes_quiet_a_person_writes_and_she_comes_back_in_a_second_cycle()
    {
        Has(told.Alerts, "day 16 10:00 task Write Helen a line | settled day 19 09:30");
        Has(await told.Of("Helen Wright"), "day 16 10:00 Moved from", "day 19 09:30", "cycle 2");
        Assert.Equal(2, told.Facts("Helen Wright").Stage!.Cycle);
    }

    [Fact]
    public async Task Dieter_gets_one_warm_line_and_a_date_on_which_he_is_left_in_peace()
    {
        Has(Done("mailchimp", "member.tag.add", "Dieter Kurz"), "day 16 10:00 win-back");
        Assert.Equal("lapsed", told.Facts("Dieter Kurz").Stage!.Stage);
        Assert.Equal("day 46 10:00", ToldStory.At(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(told.Rows("select due_at from run where contact=@p0 and rule='win-back' and ended_at is null", told.Contacts("Dieter Kurz")[0]).Single(), System.Globalization.CultureInfo.InvariantCulture))));
        Has(await told.Of("Dieter Kurz"), "day 16 10:00");
    }

    [Fact]
    public async Task Emils_bounce_takes_him_out_of_every_mail() =>
        Has(await told.Of("Emil Sand"), "Review request did not put the tag 'review-request' because mail to their address could not be delivered");

    [Fact]
    public async Task Chiaras_won_deal_makes_her_a_buyer_and_a_task()
    {
        Assert.Equal("purchase", told.Facts("Chiara Bianchi").Stage!.Stage);
        Has(await told.Of("Chiara Bianchi"), "day 18 12:00 Moved from");
        Assert.Contains(told.Ledger.Entries("hubspot", verb: "task.create"), e => e.Values["hs_task_subject"] == "Put Chiara's cake into the oven plan");
    }

    [Fact]
    public void Rosa_ordered_with_Aylins_code() =>
        Assert.Equal(1, told.Count("event where name='discount.redeemed' and contact=@p0 and data like @p1", told.Contacts("Rosa Jimenez")[0], "%" + DemoBusiness.AylinsCode + "%"));

    [Fact]
    public void Olivers_double_is_suggested_and_joined_by_a_person()
    {
        Has(told.Alerts, "day 21 10:00 double Two contacts share the phone +493023125042", "| settled day 22 09:00");
        Assert.Single(told.Contacts("Oliver Brandt"));
        Assert.Equal(3, told.Facts("Oliver Brandt").Count("order.placed"));
    }

    [Fact]
    public void Every_stage_move_keeps_an_event_that_caused_it() =>
        Assert.Equal(0, told.Count("contact c, json_each(json_extract(c.facts,'$.stageMoves')) m where c.merged_into is null and not exists (select 1 from event e where e.client=c.client and e.natural_key=json_extract(m.value,'$.eventKey'))"));

    [Fact]
    public void After_the_first_minute_all_tools_have_told_something_and_been_told_something()
    {
        var dayTen = StoryMoment.DayOne.AddDays(9).ToUnixTimeMilliseconds();
        Assert.Equal(["google-business-profile", "hubspot", "hub", "mailchimp", "shopify"], told.Rows("select distinct tool from event where historical=0 and occurred_at<@p0", dayTen).Order(StringComparer.Ordinal).OrderBy(t => t == "hub" ? "hubspot0" : t, StringComparer.Ordinal));
        Assert.Superset(new HashSet<string> { "mail", "reviews", "shop" }, told.Rows("select distinct connection from action where state=3 and updated_at<@p0", dayTen).ToHashSet());
        Assert.True(told.Rows("select distinct stage from contact where stage is not null").Count >= 6);
    }

    // What was done for somebody in a tool, as lines "day 4 08:00 tag", "day 4 08:02 subject".
    private string Done(string vendor, string verb, SamplePerson who, bool byHub = false) => string.Join('\n', told.Ledger.Entries(vendor, verb: verb)
        .Where(e => e.Values.GetValueOrDefault("email") == who.Email && e.At >= StoryMoment.DayOne && (!byHub || e.By.IsApi))
        .Select(e => $"{ToldStory.At(e.At)} {e.Values.GetValueOrDefault("tag") ?? e.Values.GetValueOrDefault("subject")}"));

    // The whole text stands in the message: which other line came in its place is what one wants to know.
    private static void Has(string told, params string[] lines) => Assert.All(lines, line => Assert.True(told.Contains(line, StringComparison.Ordinal), $"'{line}' is not in:\n{told}"));
}
