namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>An interest that members can have.</summary>
/// <param name="Id">Ten hexadecimal digits.</param>
/// <param name="Name">What people see.</param>
/// <param name="CategoryId">Id of its group.</param>
/// <param name="Category">Title of its group.</param>
public sealed record MailchimpInterest(string Id, string Name, string CategoryId, string Category);
