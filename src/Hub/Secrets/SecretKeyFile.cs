using System.Security.Cryptography;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Secrets;

/// <summary>The key as a file in the data folder, for those who name none: readable by the hub's own user only, and apart from the store, so that a copy of the store opens nothing.</summary>
internal static class SecretKeyFile
{
    /// <summary>Name of the file.</summary>
    public const string Name = "hub.key";

    /// <summary>Name of the file with the key before the last change.</summary>
    public const string PreviousName = "hub.key.previous";

    /// <summary>The key of a file; null when there is no file.</summary>
    /// <exception cref="StoreUnavailableException">The file holds no key.</exception>
    public static byte[]? Read(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = new byte[64];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), bytes, out var length) && length == 32
            ? bytes[..32]
            : throw new StoreUnavailableException($"{path} holds no key (32 bytes as base64). Bring it back from where it was copied; without it the stored logins cannot be read.");
    }

    /// <summary>Makes a new key.</summary>
    public static byte[] Make(string folder)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Name);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(path, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));
            stream.Flush(flushToDisk: true);
        }

        return key;
    }

    /// <summary>Puts a new key in force at the next start; the old one stays beside it until everything is encrypted anew.</summary>
    /// <returns>Null when it was done; else why not.</returns>
    public static string? Rotate(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Name)))
        {
            return "There is no key yet: nothing was stored that needs one.";
        }

        if (File.Exists(Path.Combine(folder, PreviousName)))
        {
            return "The last change has not been finished. Start the hub once: it encrypts everything with the new key and takes the old one away.";
        }

        File.Move(Path.Combine(folder, Name), Path.Combine(folder, PreviousName));
        Make(folder);
        return null;
    }
}
