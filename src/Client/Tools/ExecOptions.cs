namespace AgentExec.Client.Tools;

/// <summary>One call of the <c>exec</c> tool (exec-process §2).</summary>
public sealed record ExecOptions
{
    /// <summary>Shell code; an empty one is refused.</summary>
    public required string Command { get; init; }

    /// <summary>How long it stays in the foreground, in milliseconds; null is <see cref="ExecSettings.BackgroundMs"/>.</summary>
    public long? YieldMs { get; init; }

    /// <summary>To the background at once, whatever <see cref="YieldMs"/> says.</summary>
    public bool Background { get; init; }

    /// <summary>When it is killed, in the foreground and in the background; 0 is never, null is <see cref="ExecSettings.TimeoutSeconds"/>.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>Without the sandbox, where the user allows it.</summary>
    public bool Elevated { get; init; }

    /// <summary>With a terminal.</summary>
    public bool Pty { get; init; }

    /// <summary>Null is the current directory.</summary>
    public string? Workdir { get; init; }

    /// <summary><c>KEY=VALUE</c>, over the inherited ones; later wins. Some keys are refused (exec-process §7).</summary>
    public IReadOnlyList<string> Env { get; init; } = [];

    /// <summary>Whether it can be written to; otherwise it reads the null device.</summary>
    public bool StdinOpen { get; init; } = true;

    /// <summary>Hides the command and the environment.</summary>
    public override string ToString() => "ExecOptions";
}
