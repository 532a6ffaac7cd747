using System.Security.Cryptography;
using System.Text;

namespace AgentExec.Contracts.Jobs;

/// <summary>
/// What a caller names a submission by (<c>run --request-id</c>), so that repeating it finds the job instead of starting a second one: 1 to
/// <see cref="MaximumBytes"/> bytes of UTF-8 without control characters.
/// </summary>
public static class RequestKey
{
    public const int MaximumBytes = 256;

    /// <summary>What is wrong with it, to be said behind its name; null when nothing is.</summary>
    public static string? Refusal(string key)
    {
        if (key.Length == 0) return "is empty";
        if (!IsUnicode(key)) return "is not valid Unicode";
        if (key.Any(char.IsControl)) return "has a control character";
        return Encoding.UTF8.GetByteCount(key) is var bytes && bytes > MaximumBytes ? $"has {bytes} bytes, at most {MaximumBytes} are allowed" : null;
    }

    /// <summary>The key as a file name: its SHA-256 in lower-case hex. Keys may hold anything that a name may not.</summary>
    public static string FileName(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>What a submission is compared by when its key comes again: command and directory, as SHA-256 in lower-case hex.</summary>
    public static string Fingerprint(IReadOnlyList<string> command, string cwd)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var word in command.Prepend(cwd))
        {
            var bytes = Encoding.UTF8.GetBytes(word);
            // With the length before it no two lists of words are the same bytes.
            hash.AppendData(BitConverter.GetBytes(bytes.LongLength));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Half a surrogate pair has no bytes: two such keys would be one.
    private static bool IsUnicode(string key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (!char.IsSurrogate(key[i])) continue;
            if (i + 1 == key.Length || !char.IsSurrogatePair(key[i], key[i + 1])) return false;
            i++;
        }

        return true;
    }
}
