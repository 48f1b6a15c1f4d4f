using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>The bulk upsert of up to 500 members, with a verdict for each.</summary>
internal static class MailchimpBulkCalls
{
    public static void Add(MailchimpApi api) => api.Add("POST", "lists/{list}", Upsert);

    private static (int, JToken?) Upsert(MailchimpCall call)
    {
        var given = call.Json["members"] as JArray ?? [];
        if (given.Count is 0 or > 500)
        {
            throw MailchimpProblemException.Invalid("The resource submitted could not be validated.", ("members", "Between 1 and 500 members"));
        }

        var (made, updated, errors) = (new JArray(), new JArray(), new JArray());
        foreach (var item in given.OfType<JObject>())
        {
            var email = (string?)item["email_address"] ?? "";
            var known = call.Audience.Members.GetValueOrDefault(MailchimpMember.HashOf(email));
            try
            {
                if (known is not null && (bool?)call.Json["update_existing"] != true)
                {
                    throw new MailchimpProblemException(400, "ERROR_CONTACT_EXISTS", $"{email} is already a list member, do you want to update? please provide update_existing:true in the request body");
                }

                var (_, json) = MailchimpMemberCalls.Write(call with { Body = item, Path = new Dictionary<string, string> { ["list"] = call.Path["list"] } }, known, true);
                if ((bool?)call.Json["sync_tags"] == true)
                {
                    var wanted = (item["tags"] as JArray ?? []).Select(t => (string?)t ?? "").ToList();
                    var member = call.Audience.Members[MailchimpMember.HashOf(email)];
                    foreach (var gone in member.Tags.Keys.Except(wanted).ToList())
                    {
                        member = call.Account.SetTag(member, gone, false, false, call.By);
                    }

                    json = MailchimpMemberCalls.Json(member, call.Audience);
                }

                (known is null ? made : updated).Add(json!);
            }
            catch (MailchimpProblemException e)
            {
                errors.Add(new JObject { ["email_address"] = email, ["error"] = e.Message, ["error_code"] = known is null ? "ERROR_GENERIC" : "ERROR_CONTACT_EXISTS", ["field"] = "", ["field_message"] = "" });
            }
        }

        return (200, new JObject
        {
            ["new_members"] = made, ["updated_members"] = updated, ["errors"] = errors, ["total_created"] = made.Count, ["total_updated"] = updated.Count, ["error_count"] = errors.Count,
        });
    }
}
