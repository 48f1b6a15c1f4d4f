using System.Collections.Frozen;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Words;

/// <summary>Events of the vocabulary as clauses of an English sentence.</summary>
public static class EventWords
{
    // `@` is the person; a/b/c are the verb after "somebody", after "they", and in the past.
    private static readonly FrozenDictionary<string, string> Clauses = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["profile.seen"] = "the profile is/is/was seen on Google",
        ["profile.keyword.seen"] = "the profile is/is/was found by a search word",
        ["profile.acted"] = "a visitor of the profile acts/acts/acted on it",
        ["profile.changed"] = "the profile on Google is/is/was changed",
        ["profile.media.added"] = "a picture is/is/was added to the profile",
        ["post.published"] = "a post is/is/was published",
        ["social.followed"] = "@ follows/follow/followed us",
        ["social.mentioned"] = "@ mentions/mention/mentioned us",
        ["ad.lead.submitted"] = "@ fills/fill/filled in an ad's form",
        ["page.visited"] = "@ visits/visit/visited a page",
        ["source.recorded"] = "we learn/learn/learned the source of @",
        ["contact.created"] = "@ becomes/become/became a contact",
        ["newsletter.joined"] = "@ joins/join/joined the mailing list",
        ["form.submitted"] = "@ sends/send/sent a form",
        ["resource.downloaded"] = "@ downloads/download/downloaded something",
        ["event.registered"] = "@ registers/register/registered for an event",
        ["event.attended"] = "@ comes/come/came to an event",
        ["message.received"] = "@ writes/write/wrote to us",
        ["call.logged"] = "a call with @ is/is/was logged",
        ["meeting.booked"] = "@ books/book/booked a meeting",
        ["meeting.held"] = "@ comes/come/came to a meeting",
        ["meeting.missed"] = "@ misses/miss/missed a meeting",
        ["survey.answered"] = "@ answers/answer/answered a survey",
        ["list.joined"] = "@ joins/join/joined a list",
        ["list.left"] = "@ leaves/leave/left a list",
        ["campaign.sent"] = "a campaign is/is/was sent",
        ["email.sent"] = "@ is/are/were sent a mail",
        ["email.opened"] = "@ opens/open/opened a mail",
        ["email.clicked"] = "@ clicks/click/clicked in a mail",
        ["email.bounced"] = "a mail to @ bounces/bounces/bounced",
        ["email.complained"] = "@ marks/mark/marked a mail as spam",
        ["newsletter.left"] = "@ leaves/leave/left the mailing list",
        ["lead.qualified"] = "@ turns/turn/turned out to be a good fit",
        ["lead.answered"] = "@ gets/get/got an answer",
        ["deal.created"] = "a deal with @ is/is/was opened",
        ["deal.moved"] = "a deal with @ moves/moves/moved on",
        ["deal.won"] = "a deal with @ is/is/was won",
        ["deal.lost"] = "a deal with @ is/is/was lost",
        ["proposal.viewed"] = "@ looks/look/looked at a proposal",
        ["contract.signed"] = "@ signs/sign/signed a contract",
        ["payment.received"] = "@ pays/pay/paid",
        ["cart.updated"] = "@ changes/change/changed the cart",
        ["checkout.started"] = "@ starts/start/started a checkout",
        ["checkout.abandoned"] = "@ leaves/leave/left a checkout unfinished",
        ["checkout.recovered"] = "@ comes/come/came back to a checkout and orders/order/ordered",
        ["order.placed"] = "@ orders/order/ordered",
        ["order.paid"] = "@ pays/pay/paid for an order",
        ["order.changed"] = "@'s order is/is/was changed",
        ["order.cancelled"] = "@'s order is/is/was cancelled",
        ["order.ready"] = "@'s order is/is/was ready to collect",
        ["order.fulfilled"] = "@'s order is/is/was handed over",
        ["order.delivered"] = "@'s order arrives/arrives/arrived",
        ["order.refunded"] = "@ gets/get/got money back",
        ["discount.redeemed"] = "@ uses/use/used a code",
        ["product.restocked"] = "a product is/is/was back in stock",
        ["store.visited"] = "@ visits/visit/visited the shop",
        ["intake.completed"] = "@ completes/complete/completed the intake form",
        ["onboarding.step.completed"] = "@ completes/complete/completed a step of the start",
        ["onboarding.completed"] = "@ completes/complete/completed the start",
        ["ticket.opened"] = "@ asks/ask/asked for help",
        ["ticket.closed"] = "@'s request for help is/is/was closed",
        ["note.logged"] = "a note on @ is/is/was written",
        ["task.completed"] = "a task on @ is/is/was completed",
        ["review.posted"] = "a review is/is/was posted",
        ["review.updated"] = "a review is/is/was changed",
        ["review.removed"] = "a review is/is/was removed",
        ["review.replied"] = "the review is/is/was answered",
        ["referral.made"] = "@ recommends/recommend/recommended us",
        ["referral.converted"] = "a person sent by @ buys/buys/bought",
        ["milestone.reached"] = "@ reaches/reach/reached a milestone",
        ["anniversary.reached"] = "@ has/have/had an anniversary",
        ["contact.lapsed"] = "@ goes/go/went quiet",
        ["contact.returned"] = "@ comes/come/came back",
        ["contact.updated"] = "@'s record changes/changes/changed",
        ["contact.email.changed"] = "@'s address changes/changes/changed",
        ["contact.tagged"] = "@ gets/get/got a tag",
        ["contact.untagged"] = "@ loses/lose/lost a tag",
        ["contact.owner.assigned"] = "@ gets/get/got a person in charge",
        ["contact.merged"] = "@'s records are/are/were joined",
        ["contact.deleted"] = "@'s record is/is/was deleted",
        ["contact.restored"] = "@'s record is/is/was restored",
        ["consent.given"] = "@ says/say/said yes to messages",
        ["consent.withdrawn"] = "@ says/say/said no to messages",
        ["date.reached"] = "a date comes/comes/came",
        ["segment.entered"] = "@ enters/enter/entered a segment",
        ["segment.left"] = "@ leaves/leave/left a segment",
        ["privacy.data.requested"] = "@ asks/ask/asked for the stored data",
        ["privacy.erasure.requested"] = "@ asks/ask/asked to be forgotten",
        ["hub.stage.moved"] = "@ is/are/were moved to another stage",
        ["hub.score.changed"] = "@'s score changes/changes/changed",
        ["hub.paused"] = "@ is/are/were paused",
        ["hub.resumed"] = "@'s pause is/is/was lifted",
        ["hub.stopped"] = "what goes out is/is/was stopped",
        ["hub.continued"] = "what was stopped goes/goes/went on",
        ["hub.published"] = "another version of the rules comes/come/came in force",
        ["hub.skipped"] = "what was coming up is/is/was skipped",
        ["hub.held"] = "what was coming up is/is/was held",
        ["hub.tested"] = "a test of a rule is/is/was sent",
        ["hub.connected"] = "a tool is/is/was connected",
        ["hub.resubscribed"] = "lost webhooks of a tool are/are/were made again",
        ["hub.disconnected"] = "a tool is/is/was taken away",
        ["hub.backfill.asked"] = "a tool's past is/is/was asked for",
        ["hub.backfill.ended"] = "reading a tool's past ends/ends/ended",
        ["hub.shared"] = "a link to a rule's page is/is/was made",
        ["hub.share.answered"] = "a rule's page is/is/was answered",
        ["hub.share.withdrawn"] = "a link to a rule's page is/is/was taken back",
        ["hub.undone"] = "what a rule did is/is/was taken back",
        ["hub.goal.reached"] = "@ reaches/reach/reached the goal of a rule",
        ["hub.action.done"] = "an action for @ is/is/was done",
        ["hub.erased"] = "@ is/are/were forgotten",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>True when the event has words of its own.</summary>
    public static bool Knows(string name) => Clauses.ContainsKey(name);

    /// <summary>As the beginning of a rule: <c>somebody leaves a checkout unfinished</c>.</summary>
    public static string Begins(Trigger trigger) => Say(trigger, "somebody", 0);

    /// <summary>As what is waited for: <c>they order</c>.</summary>
    public static string Awaited(Trigger trigger) => Say(trigger, "they", 1);

    /// <summary>As what was: <c>they ordered</c>.</summary>
    public static string Past(Trigger trigger) => Say(trigger, "they", 2);

    /// <summary>As what was, of somebody: <c>somebody ordered</c>.</summary>
    public static string Happened(Trigger trigger) => Say(trigger, "somebody", 2);

    private static string Say(Trigger trigger, string who, int form)
    {
        var words = Clauses.GetValueOrDefault(trigger.Event, trigger.Event + " happens/happens/happened").Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = words[i] switch
            {
                "@" => who == "they" && i > 0 ? "them" : who,
                "@'s" => who == "they" ? "their" : who + "'s",
                var word when word.Split('/') is { Length: 3 } forms => forms[form],
                var word => word,
            };
        }

        return string.Join(' ', words) + (trigger.Mark is null ? "" : $" ({Mark(trigger.Mark)})");
    }

    // isReviewLink reads "review link"; what people named themselves stays as it is.
    private static string Mark(string mark) => mark.Length > 2 && mark.StartsWith("is", StringComparison.Ordinal) && char.IsAsciiLetterUpper(mark[2]) ? FieldWords.Plain(char.ToLowerInvariant(mark[2]) + mark[3..]) : mark;
}
