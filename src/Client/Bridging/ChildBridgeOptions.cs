using System.Runtime.InteropServices;

namespace AgentExec.Client.Bridging;

/// <summary>What a <see cref="ChildProcessBridge"/> passes on.</summary>
public sealed record ChildBridgeOptions
{
    /// <summary>The signals; by default those that ask a program to end.</summary>
    public IReadOnlyList<PosixSignal> Signals { get; init; } = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    /// <summary>Is told of each signal that was passed on, on a thread of the pool.</summary>
    public Action<PosixSignal>? OnForwarded { get; init; }
}
