using System.Text;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;

namespace AgentExec.Client.Verbs;

/// <summary>Reads env files (contract A9.4.4): UTF-8, relative to the caller's directory, none larger than a request may be.</summary>
internal static class EnvFiles
{
    // A strict decoder: a file that is not text is refused instead of being damaged silently.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IReadOnlyList<EnvFileText> Read(IEnumerable<string> paths) => [.. paths.Select(path => ReadOne(path, CallerDirectory.Full(path)))];

    // The error names the file and never quotes its content.
    private static EnvFileText ReadOne(string given, string path)
    {
        try
        {
            var text = Strict.GetString(WholeFile.Read(path, RequestLimit.MostBytes));
            // The system would end the variable there.
            return text.Contains('\0') ? new EnvFileText(null, $"env file {given}: it contains a NUL character") : new EnvFileText(text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new EnvFileText(null, $"env file {given}: {error.Message}");
        }
        catch (DecoderFallbackException)
        {
            return new EnvFileText(null, $"env file {given}: not UTF-8");
        }
    }
}
