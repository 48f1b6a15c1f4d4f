namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>A merge field of an audience.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Tag">The tag, such as FNAME.</param>
/// <param name="Name">The name people see.</param>
/// <param name="Type">text, number, date, birthday, phone, url, dropdown, radio, zip, address.</param>
/// <param name="Required">Whether new members must have it.</param>
public sealed record MailchimpMergeField(int Id, string Tag, string Name, string Type, bool Required = false);
