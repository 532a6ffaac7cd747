using System.Globalization;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Actors.Storage;

/// <summary>
/// What processes that were killed in the middle leave in a job's directory: half-written files beside those they were to replace, and the socket of a keeper
/// that nobody will answer at.
/// </summary>
internal static class JobRemains
{
    private const string Temporary = ".tmp-";

    /// <summary>Removes it. What a living keeper or this process is about to use stays; what cannot be removed stays too, since it harms nobody.</summary>
    /// <param name="directory">Of a job that has no actor any more.</param>
    public static void Clear(string directory)
    {
        try
        {
            var keeperLock = Path.Combine(directory, JobFiles.KeeperLock);
            if (!File.Exists(keeperLock)) return;
            var keeperLives = FileLock.IsHeld(keeperLock);
            using var opened = Files.OpenDirectory(directory);
            foreach (var entry in Directory.EnumerateFileSystemEntries(directory))
                if (Path.GetFileName(entry) is var name && IsRemnant(name, keeperLives, Posix.Processes.Exists))
                    Files.Remove(opened, name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The job has ended and is recorded; that is what counts.
        }
    }

    /// <summary>Whether a name can only be of somebody dead: <see cref="AtomicFile"/> puts the writer's pid into it.</summary>
    public static bool IsRemnant(string name, bool keeperLives, Func<int, bool> isAlive) =>
        name is JobFiles.KeeperSocket or Temporary + JobFiles.Output
            ? !keeperLives
            : name.StartsWith(Temporary, StringComparison.Ordinal)
                && name.Split('-') is [.., var pid, var count]
                && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var writer) && !isAlive(writer)
                && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
