using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Actors.Retention;

/// <summary>What sweeps need from outside.</summary>
/// <param name="Settings">Reads the user's configuration; throws <see cref="IOException"/> or an error of the contract when it cannot.</param>
/// <param name="Book">The record of the last sweep.</param>
/// <param name="Space">The file system of the root; throws <see cref="IOException"/>.</param>
/// <param name="Time">The wall clock.</param>
/// <param name="Times">How long, how often.</param>
public sealed record RetentionServices(
    Func<RetentionSettings> Settings, IRetentionBook Book, Func<FileSystemFacts> Space, TimeProvider Time, RetentionTimes Times);
