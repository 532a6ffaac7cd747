using AgentExec.Contracts.Jobs;

namespace AgentExec.Client.Tools;

/// <summary>Who calls a tool, and what holds for all of its calls.</summary>
public sealed record ToolOptions
{
    /// <summary>Whose sessions these are: a caller with a scope sees only its own, one without sees all.</summary>
    public string? Scope { get; init; }

    public ExecSettings Settings { get; init; } = ExecSettings.Default;

    /// <summary>Program and options that run a command, at least one word.</summary>
    public IReadOnlyList<string> ShellWrapper { get; init; } = ["sh", "-lc"];

    /// <summary>The environment that commands inherit, <c>KEY=VALUE</c> each ended by NUL; null is this process's.</summary>
    public ReadOnlyMemory<byte>? InheritedEnvironment { get; init; }

    /// <summary>How many bytes each log may have (contract B11); 0 is any number.</summary>
    public long LogMaxBytes { get; init; } = LogSize.DefaultMaxBytes;
}
