using System.Diagnostics;

namespace AgentExec.Tests.Shared;

/// <summary>Waits for a file to hold something, woken by the kernel (inotify) at each change.</summary>
internal static class LogWatch
{
    private const int ShownCharacters = 4000;

    public static string UntilContains(string path, string part)
    {
        var text = "";
        Until(path, () => (text = File.Exists(path) ? File.ReadAllText(path) : "").Contains(part, StringComparison.Ordinal));
        return text;
    }

    public static void Until(string path, Func<bool> isThere)
    {
        using var changed = new AutoResetEvent(false);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        watcher.Changed += (_, _) => changed.Set();
        watcher.Created += (_, _) => changed.Set();
        watcher.Renamed += (_, _) => changed.Set();
        watcher.EnableRaisingEvents = true;
        var start = Stopwatch.GetTimestamp();
        while (!isThere())
            if (!changed.WaitOne(Patience.Limit) || Stopwatch.GetElapsedTime(start) > Patience.Limit)
                throw new TimeoutException($"{path} never held what was expected; it has {(File.Exists(path) ? new FileInfo(path).Length : -1)} bytes and ends in: {End(path)}");
    }

    private static string End(string path)
    {
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        return text.Length > ShownCharacters ? text[^ShownCharacters..] : text;
    }
}
