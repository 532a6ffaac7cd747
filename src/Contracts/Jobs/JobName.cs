namespace AgentExec.Contracts.Jobs;

/// <summary>What may name a job directory: a job asked for by name never leads outside the root (contract B12).</summary>
public static class JobName
{
    /// <summary>The host's own place in a root: never a job (contract B13).</summary>
    public const string HostDirectory = ".host";

    /// <summary>Whether the text can be a job at all: not empty, not dots only, without separator or NUL, not <see cref="HostDirectory"/>.</summary>
    public static bool IsValid(string text) =>
        text.Length > 0
        && text.AsSpan().ContainsAnyExcept('.')
        && text.AsSpan().IndexOfAny('/', '\\', '\0') < 0
        && text != HostDirectory;
}
