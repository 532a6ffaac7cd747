using System.Text;
using System.Text.Json.Serialization;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;
using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Serialization;

namespace AgentExec.Host;

/// <summary>The <c>[gc]</c> table of the user's configuration file, read before each sweep: what a user changes holds from the next one on.</summary>
internal static class GcConfigFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What the user's file says. A file that is not there, or a user without a home, says nothing.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="AgentExecException">It is not valid.</exception>
    public static RetentionSettings Read() => ConfigPath.Resolve(Environment.GetEnvironmentVariable, Home) is { } path ? Read(path) : RetentionSettings.Default;

    private static string? Home() => HomeDirectory.Resolve(Environment.GetEnvironmentVariable, static () => PasswordDatabase.HomeOf(FileOwner.CurrentUser));

    private static RetentionSettings Read(string path)
    {
        try
        {
            ReadOnlySpan<byte> bytes = PlainFile.ReadAll(path);
            var text = StrictUtf8.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes);
            // The reader skips what it does not know without looking for doubled keys, so the syntax is checked first.
            SyntaxParser.ParseStrict(text, path, validate: true);
            var gc = TomlSerializer.Deserialize(text, GcToml.Default.GcFileShape)?.Gc;
            var settings = RetentionSettings.Of(gc?.Auto, gc?.KeepDays, gc?.MaxBytes);
            return settings.Refusal() is { } wrong ? throw Broken(path, wrong) : settings;
        }
        catch (FileNotFoundException)
        {
            return RetentionSettings.Default;
        }
        catch (Exception error) when (error is TomlException or DecoderFallbackException)
        {
            throw Broken(path, error is TomlException { Line: var line, Diagnostics: var all } ? $"line {line}: {(all is [var first, ..] ? first.Message : error.Message)}" : "not valid UTF-8");
        }
    }

    private static AgentExecException Broken(string path, string what) => new(ErrorDetail.Internal($"configuration file {path}: {what}"));
}

/// <summary>So much of the file as the host reads.</summary>
internal sealed class GcFileShape
{
    public GcTable? Gc { get; set; }
}

/// <summary>The <c>[gc]</c> table.</summary>
internal sealed class GcTable
{
    public bool? Auto { get; set; }

    public long? KeepDays { get; set; }

    public long? MaxBytes { get; set; }
}

/// <summary>How it is read, generated at compile time.</summary>
[TomlSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[TomlSerializable(typeof(GcFileShape))]
internal sealed partial class GcToml : TomlSerializerContext;
