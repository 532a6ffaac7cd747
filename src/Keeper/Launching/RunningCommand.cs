using AgentExec.Posix;

namespace AgentExec.Keeper.Launching;

/// <summary>A started command: its pid, which is also the number of its session and process group, and what the keeper holds of it.</summary>
/// <param name="Pid">The root process.</param>
/// <param name="End">Readable once the root process has ended.</param>
/// <param name="Stdin">Write end of its stdin; null for one without a pipe.</param>
/// <param name="Stdout">Read end of its stdout.</param>
/// <param name="Stderr">Read end of its stderr.</param>
/// <param name="SpawnedAt">Monotonic time stamp (<see cref="System.Diagnostics.Stopwatch"/>) that its time counts from.</param>
internal sealed record RunningCommand(int Pid, FileDescriptor End, FileDescriptor? Stdin, FileDescriptor Stdout, FileDescriptor Stderr, long SpawnedAt);
