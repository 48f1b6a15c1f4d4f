using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

// What colleagues and visitors do in the account.
public sealed partial class HubSpotSimulator
{
    /// <summary>Somebody makes a record. The default is a person at the CRM's pages.</summary>
    /// <exception cref="HubSpotRefusalException">When HubSpot would refuse it.</exception>
    public HubSpotObject Create(string type, IReadOnlyDictionary<string, string?> properties, HubSpotActor? by = null) =>
        Do(() => Crm.Create(HubSpotTypes.Of(type), properties, by ?? HubSpotActor.Person()));

    /// <summary>Somebody changes properties of a record.</summary>
    /// <exception cref="HubSpotRefusalException">When HubSpot would refuse it.</exception>
    public HubSpotObject Change(string type, long id, IReadOnlyDictionary<string, string?> properties, HubSpotActor? by = null) => Do(() =>
    {
        var o = Live(type, id);
        Crm.Update(HubSpotTypes.Of(type), o, properties, by ?? HubSpotActor.Person());
        return o;
    });

    /// <summary>Somebody puts a record into the bin.</summary>
    public void Delete(string type, long id, HubSpotActor? by = null) => Do(() =>
    {
        Crm.Archive(HubSpotTypes.Of(type), Live(type, id), by ?? HubSpotActor.Person());
        return true;
    });

    /// <summary>Somebody takes a record out of the bin.</summary>
    public void Restore(string type, long id, HubSpotActor? by = null) => Do(() =>
    {
        var found = Crm.Find(HubSpotTypes.Of(type), id.ToString(CultureInfo.InvariantCulture)) ?? throw HubSpotRefusalException.NotFound();
        Crm.Restore(HubSpotTypes.Of(type), found, by ?? HubSpotActor.Person());
        return true;
    });

    /// <summary>Somebody joins two records; returns the survivor.</summary>
    public HubSpotObject Merge(string type, long primaryId, long mergedId, HubSpotActor? by = null) => Do(() =>
    {
        Crm.MergeMakesNewId = Switches.MergeMakesNewId;
        return Crm.Merge(HubSpotTypes.Of(type), Live(type, primaryId), Live(type, mergedId), by ?? HubSpotActor.Person());
    });

    /// <summary>Somebody links two records with the default type.</summary>
    public void Associate(string fromType, long fromId, string toType, long toId, HubSpotActor? by = null) => Do(() =>
    {
        Crm.Link(Live(fromType, fromId), Live(toType, toId), null, by ?? HubSpotActor.Person());
        return true;
    });

    /// <summary>Somebody cuts the links between two records.</summary>
    public void Disassociate(string fromType, long fromId, string toType, long toId, HubSpotActor? by = null) => Do(() =>
    {
        Crm.Unlink(Live(fromType, fromId), Live(toType, toId), by ?? HubSpotActor.Person());
        return true;
    });

    /// <summary>The ids of the records of a type that a record is linked to.</summary>
    public IReadOnlyList<long> Associated(string fromType, long fromId, string toType) =>
        Do(() => Crm.LinksOf(Live(fromType, fromId), HubSpotTypes.Of(toType)).Select(l => l.ToId).Distinct().ToList());

    /// <summary>A colleague logs a note, call or meeting with a contact; HubSpot moves the contact's last-contacted times by itself.</summary>
    public HubSpotObject LogActivity(string type, long contactId, IReadOnlyDictionary<string, string?> properties, HubSpotActor? by = null) => Do(() =>
    {
        var who = by ?? HubSpotActor.Person();
        var contact = Live("contacts", contactId);
        var withTime = new Dictionary<string, string?>(properties);
        withTime.TryAdd("hs_timestamp", HubSpotTime.Millis(World.Now));
        var made = Crm.Create(HubSpotTypes.Of(type), withTime, who);
        Crm.Link(made, contact, null, who);
        var at = HubSpotTime.Text(World.Now);
        Crm.SetSystem(HubSpotTypes.Of("contacts"), contact, "notes_last_updated", at, who);
        if (type is "calls" or "meetings") Crm.SetSystem(HubSpotTypes.Of("contacts"), contact, "notes_last_contacted", at, who);
        return made;
    });

    /// <summary>A visitor sends a form: the contact is made or changed (source FORM), the submission can be read by poll. There is no webhook for the submission itself.</summary>
    public HubSpotObject SubmitForm(string formGuid, string formName, string pageUrl, IReadOnlyDictionary<string, string> values) => Do(() =>
    {
        var contacts = HubSpotTypes.Of("contacts");
        var by = HubSpotActor.Form(formGuid);
        var known = values.Where(v => Crm.Definition(contacts, v.Key) is { ReadOnly: false }).ToDictionary(v => v.Key, v => (string?)v.Value);
        var contact = values.TryGetValue("email", out var email) ? Crm.Find(contacts, email, "email") : null;
        if (contact is null) contact = Crm.Create(contacts, known, by);
        else Crm.Update(contacts, contact, known, by);
        Submissions.Add(new HubSpotSubmission(formGuid, World.Now, pageUrl, values));
        Crm.SetSystem(contacts, contact, "recent_conversion_event_name", formName, by);
        Crm.SetSystem(contacts, contact, "recent_conversion_date", HubSpotTime.Text(World.Now), by);
        return contact;
    });

    /// <summary>Somebody asks for the contact to be deleted for good (privacy).</summary>
    public void Forget(long contactId, HubSpotActor? by = null) => Do(() =>
    {
        Crm.Forget(contactId.ToString(CultureInfo.InvariantCulture), null, by ?? HubSpotActor.Person());
        return true;
    });

    /// <summary>A person clicks "unsubscribe from all" in a mail. No webhook of its own: <c>hs_email_optout</c> changes.</summary>
    public void OptOut(string email, HubSpotActor? by = null) => Do(() =>
    {
        OptOutInside(email, by ?? new HubSpotActor("EMAIL_UNSUBSCRIBE", email), "");
        return true;
    });
}
