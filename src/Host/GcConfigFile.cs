using System.Text;
using System.Text.Json.Serialization;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;
using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Serialization;

namespace AgentExec.Host;

/// <summary>Reads the <c>[gc]</c> table of the user's configuration file, before each sweep: a change applies from the next one on.</summary>
internal static class GcConfigFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The settings; the defaults when the file is absent or the user has no home.</summary>
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
            var settings = RetentionSettings.Of(gc?.Auto, gc?.KeepDays, gc?.MaxBytes, out var refusal);
            return refusal is null ? settings : throw Broken(path, refusal);
        }
        catch (FileNotFoundException)
        {
            return RetentionSettings.Default;
        }
        catch (TomlException error)
        {
            throw Broken(path, $"line {error.Line}: {(error.Diagnostics is [var first, ..] ? first.Message : error.Message)}");
        }
        catch (DecoderFallbackException)
        {
            throw Broken(path, "not valid UTF-8");
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

    // A number, or a text with units.
    public object? KeepDays { get; set; }

    public long? MaxBytes { get; set; }
}

/// <summary>How it is read, generated at compile time.</summary>
[TomlSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[TomlSerializable(typeof(GcFileShape))]
internal sealed partial class GcToml : TomlSerializerContext;
