namespace IntegrationHub.Hub.Configuration;

/// <summary>A secret named by reference: <c>env:NAME</c> or <c>file:PATH</c>. Secrets never stand in the file itself.</summary>
internal static class SecretReference
{
    /// <summary>The secret, or the problem with its reference and the cure.</summary>
    public static (string? Secret, string? Problem, string? Cure) Resolve(string reference, string folder, Func<string, string?> environment)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        var (kind, name) = colon < 0 ? ("", reference) : (reference[..colon], reference[(colon + 1)..]);
        switch (kind)
        {
            case "env":
                return environment(name) is { Length: > 0 } value
                    ? (value, null, null)
                    : (null, $"the environment variable {name} is not set.", $"Set {name} before the hub starts.");
            case "file":
                var path = Path.GetFullPath(name, folder);
                return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } text
                    ? (text, null, null)
                    : (null, $"the file {name} is missing or empty.", "Put the secret alone into that file, readable by the hub only.");
            default:
                // The value itself is not repeated: it may be the secret.
                return (null, "a secret is given in the clear or by an unknown kind of reference.", "Write env:NAME or file:PATH.");
        }
    }
}
