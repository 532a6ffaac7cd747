using System.Text;
using AgentExec.Cli.Output;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;
using Tomlyn;
using Tomlyn.Parsing;

namespace AgentExec.Cli.Configuration;

/// <summary>The configuration file (contract A21). The TOML reader is not touched unless there is a file: most calls have none.</summary>
internal static class ConfigFile
{
    private const string Expected =
        """expected a [shell] table whose 'unix' and 'windows' are arrays of strings, such as unix = ["sh", "-lc"], """
        + "a [log] table whose 'max_bytes' is a whole number of bytes, such as max_bytes = 1073741824, "
        + "an [exec] table with numbers, true or false, texts and arrays of strings, such as background_ms = 10000, "
        + "and a [gc] table whose 'auto' is true or false and whose 'keep_days' and 'max_bytes' are numbers, such as keep_days = 30";

    private const int MostBytes = 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// What the file of <c>--config</c> says, else the default one. A file that is not there says nothing. What nobody reads is warned of.
    /// </summary>
    /// <exception cref="AgentExecException"><c>internal_error</c> with file, line and what is expected.</exception>
    public static ConfigShape Read(string? option, Caller caller, Log log)
    {
        var path = option ?? ConfigPath.Resolve(caller.Variable, caller.Home);
        if (path is null || !Path.Exists(path)) return ConfigShape.Empty;
        var file = Check(Parse(ReadText(path), path) ?? ConfigShape.Empty, path);
        if (log.Shows(LogLevel.Warn))
            foreach (var unknown in UnknownKeys.Describe(file))
                log.Warn($"configuration file {path}: {unknown}");
        return file;
    }

    private static ConfigShape Check(ConfigShape file, string path) => file switch
    {
        { Shell.Unix.Count: 0 } => throw Broken(path, null, "[shell] unix is empty: expected a program and its options"),
        { Log.MaxBytes: < 0 } => throw Broken(path, null, $"[log] max_bytes is {file.Log.MaxBytes}: expected 0, which is no limit, or more"),
        { Exec: { } exec } when exec.Refusal() is { } wrong => throw Broken(path, null, wrong),
        { Gc: { } gc } when gc.Refusal() is { } wrong => throw Broken(path, null, wrong),
        _ => file,
    };

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
            var bytes = WholeFile.Read(path, MostBytes);
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
