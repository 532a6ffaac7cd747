using System.Text;
using AgentExec.Contracts.Errors;
using Tomlyn;
using Tomlyn.Parsing;

namespace AgentExec.Cli.Configuration;

/// <summary>The configuration file (contract A21). The TOML reader is not touched unless there is a file: most calls have none.</summary>
internal static class ConfigFile
{
    private const string Expected =
        """expected a [shell] table whose 'unix' and 'windows' are arrays of strings, such as unix = ["sh", "-lc"]""";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The wrapper words of the file; null when there is no file or it says nothing of them.</summary>
    /// <exception cref="AgentExecException"><c>internal_error</c> with file, line and what is expected.</exception>
    public static IReadOnlyList<string>? ReadShell(string path) => Path.Exists(path) ? ParseShell(ReadText(path), path) : null;

    private static List<string>? ParseShell(string text, string path)
    {
        var words = Parse(text, path)?.Shell?.Unix;
        return words is null or { Count: > 0 }
            ? words
            : throw Broken(path, null, "[shell] unix is empty: expected a program and its options");
    }

    private static ConfigShape? Parse(string text, string path)
    {
        try
        {
            // The reader skips what it does not know without looking for doubled keys, so the syntax is checked first.
            SyntaxParser.ParseStrict(text, path, validate: true);
        }
        catch (TomlException wrong)
        {
            // The first complaint alone: those that follow are its echoes.
            throw Broken(path, wrong.Line, $"not valid TOML: {(wrong.Diagnostics is [var first, ..] ? first.Message : wrong.Message)}");
        }

        try
        {
            return TomlSerializer.Deserialize(text, ConfigToml.Default.ConfigShape);
        }
        catch (TomlException wrong)
        {
            throw Broken(path, wrong.Line, Expected);
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return StrictUtf8.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(3) : bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Broken(path, null, "not valid UTF-8");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Broken(path, null, $"cannot be read: {failure.Message}");
        }
    }

    private static AgentExecException Broken(string path, int? line, string what) =>
        new(ErrorDetail.Internal($"configuration file {path}{(line is null ? "" : $", line {line}")}: {what}"));
}
