using AgentExec.Contracts.Jobs;

namespace AgentExec.Load.Soak;

/// <summary>What should not be there once every job has ended and the host was stopped.</summary>
internal static class Leftovers
{
    private static readonly string[] OfTheHost = [HostFiles.Lock, HostFiles.StartLock, HostFiles.Endpoint, HostFiles.SpareEndpoint, HostFiles.Identity];

    public static void Report(LoadWorld world, Figures figures)
    {
        var processes = world.LeftProcesses();
        foreach (var process in processes) figures.Note($"  left: {process}");
        figures.Exactly("processes left", processes.Count, 0);
        var files = Files(world.Root).ToList();
        foreach (var file in files.Take(20)) figures.Note($"  left: {file}");
        figures.Exactly("temporary files, sockets and trash left", files.Count, 0);
    }

    private static IEnumerable<string> Files(string root)
    {
        var host = Path.Combine(root, ".host");
        foreach (var path in Directory.EnumerateFileSystemEntries(host))
        {
            var name = Path.GetFileName(path);
            var isLog = name.StartsWith("host", StringComparison.Ordinal) && name.EndsWith(".log", StringComparison.Ordinal);
            // An empty trash is the place for the next one.
            if (!isLog && !OfTheHost.Contains(name) && !(Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any())) yield return path;
        }

        foreach (var job in Directory.EnumerateDirectories(root).Where(path => path != host))
            foreach (var path in Directory.EnumerateFileSystemEntries(job))
                if (Path.GetFileName(path) is var name && (name.StartsWith('.') || name is JobFiles.KeeperSocket or JobFiles.Caller or JobFiles.MatchCursor)) yield return path;
    }
}
