using System.Text;

namespace AgentExec.Actors.Jobs;

/// <summary>Reads env files (contract A9.4.4): UTF-8, relative to the caller's directory.</summary>
internal static class EnvFiles
{
    // A strict decoder: a file that is not text is refused instead of being damaged silently.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="EnvFileException">One of them cannot be read; the text names it and never quotes its content.</exception>
    public static IReadOnlyList<string> Read(IEnumerable<string> paths, string callerDirectory) =>
        [.. paths.Select(path => ReadOne(path, Path.GetFullPath(path, callerDirectory)))];

    private static string ReadOne(string given, string path)
    {
        try
        {
            return Strict.GetString(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EnvFileException($"env file {given}: {error.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw new EnvFileException($"env file {given}: not UTF-8");
        }
    }
}

/// <summary>An env file that cannot be read.</summary>
internal sealed class EnvFileException(string message) : Exception(message);
