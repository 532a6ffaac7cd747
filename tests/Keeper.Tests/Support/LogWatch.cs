using System.Diagnostics;

namespace AgentExec.Keeper.Tests.Support;

/// <summary>Waits for a file to hold something, woken by the kernel (inotify) at each change.</summary>
internal static class LogWatch
{
    public static string Until(string path, Func<string, bool> isThere)
    {
        using var changed = new AutoResetEvent(false);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        watcher.Changed += (_, _) => changed.Set();
        watcher.Created += (_, _) => changed.Set();
        watcher.Renamed += (_, _) => changed.Set();
        watcher.EnableRaisingEvents = true;
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var text = File.Exists(path) ? File.ReadAllText(path) : "";
            if (isThere(text)) return text;
            if (!changed.WaitOne(Patience.Limit) || Stopwatch.GetElapsedTime(start) > Patience.Limit)
                throw new TimeoutException($"{path} holds only: {text}");
        }
    }

    public static string UntilContains(string path, string part) => Until(path, text => text.Contains(part, StringComparison.Ordinal));
}
