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
                if (Path.GetFileName(entry) is var name && IsRemnant(name, keeperLives, Environment.ProcessId))
                    Files.Remove(opened, name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The job has ended and is recorded; that is what counts.
        }
    }

    /// <summary>
    /// Whether a name can only be of somebody dead: <see cref="AtomicFile"/> puts the writer's pid into it. A keeper writes how the job ended, everything else is
    /// a host's, and of hosts there is this one only: <c>host.lock</c> says so, while a killed one may still be seen as a process for a moment.
    /// </summary>
    public static bool IsRemnant(string name, bool keeperLives, int host)
    {
        if (name is JobFiles.KeeperSocket or Temporary + JobFiles.Output) return !keeperLives;
        if (!name.StartsWith(Temporary, StringComparison.Ordinal) || name.Split('-') is not [.., var pid, var count]) return false;
        if (!IsNumber(pid, out var writer) || !IsNumber(count, out _)) return false;
        return name.StartsWith(Temporary + JobFiles.Exit, StringComparison.Ordinal) ? !keeperLives : writer != host;
    }

    private static bool IsNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
