namespace AgentExec.Reliability.Tests.Support;

/// <summary>A control group of the test's own with little memory; none where the machine does not let us have one.</summary>
internal sealed class MemoryGroup : IDisposable
{
    private const string Legacy = "/sys/fs/cgroup/memory", Unified = "/sys/fs/cgroup";

    private readonly string _path;

    private MemoryGroup(string path) => _path = path;

    /// <summary>Words before a program that put it, and whatever it starts, into the group.</summary>
    public string[] Into => ["/bin/sh", "-c", $"echo $$ >'{_path}/cgroup.procs' && exec \"$@\"", "sh"];

    public static MemoryGroup? TryMake(long bytes)
    {
        var (parent, limit) = File.Exists($"{Legacy}/memory.limit_in_bytes") ? (Legacy, "memory.limit_in_bytes") : (Unified, "memory.max");
        var path = $"{parent}/agent-exec-test-{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(path);
            var group = new MemoryGroup(path);
            if (File.Exists($"{path}/{limit}"))
            {
                File.WriteAllText($"{path}/{limit}", $"{bytes}");
                return group;
            }

            group.Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Not ours to make: the test says so.
        }

        return null;
    }

    /// <summary>Goes when the last process of it has gone.</summary>
    public void Dispose() => Patience.Until(TryRemove, $"nobody is left in {_path}");

    private bool TryRemove()
    {
        try
        {
            Directory.Delete(_path);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
