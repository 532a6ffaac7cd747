using System.Text.Json;
using AgentExec.Posix;

namespace AgentExec.EndToEnd.Tests.Support;

/// <summary>
/// A world of its own for one test: a jobs root that does not exist yet, a home, a working directory. Disposing stops the host and proves on the
/// operating system that nothing of this world is left: every process of it carries its path in its arguments, environment or working directory.
/// </summary>
internal sealed class Sandbox : IDisposable
{
    private static readonly TimeSpan GraceForLeaving = TimeSpan.FromSeconds(10);

    public Sandbox(string rootName = "jobs")
    {
        Root = this[rootName];
        Directory.CreateDirectory(Home);
        Directory.CreateDirectory(Work);
        Caller = new Caller(this);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("agent-exec-e2e-").FullName;

    public string Root { get; }

    public string Home => this["home"];

    public string Work => this["work"];

    /// <summary>The usual caller: clean environment, this root, this working directory.</summary>
    public Caller Caller { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string HostFile(string name) => System.IO.Path.Combine(Root, ".host", name);

    public string JobFile(string job, string name) => System.IO.Path.Combine(Root, job, name);

    /// <summary>The ids of all job directories.</summary>
    public List<string> Jobs() =>
        Directory.Exists(Root) ? [.. Directory.EnumerateDirectories(Root).Select(path => System.IO.Path.GetFileName(path)).Where(name => name != ".host")] : [];

    public JsonElement State(string job) => ReadJson(JobFile(job, "state.json"));

    public JsonElement Meta(string job) => ReadJson(JobFile(job, "meta.json"));

    public string Stdout(string job) => File.ReadAllText(JobFile(job, "stdout.log"));

    /// <summary>Waits until the command has written the text.</summary>
    public void UntilSaid(string job, string text) => LogWatch.UntilContains(JobFile(job, "stdout.log"), text);

    /// <summary>Whether the command has written the text by now.</summary>
    public bool HasSaid(string job, string text) => File.Exists(JobFile(job, "stdout.log")) && Stdout(job).Contains(text, StringComparison.Ordinal);

    /// <summary>Waits until everybody has been told what the job has to tell, which is when its caller is forgotten: a host that is stopped before comes back for it.</summary>
    public void UntilDelivered(string job) => Patience.Until(() => !File.Exists(JobFile(job, "caller.json")), "everything is delivered");

    /// <summary>The root process of a job's command, waiting for it to be known.</summary>
    public int PidOf(string job)
    {
        var pid = 0;
        var file = JobFile(job, "state.json");
        LogWatch.Until(file, () => File.Exists(file) && State(job).TryGetProperty("pid", out var known) && known.TryGetInt32(out pid));
        return pid;
    }

    public int KeeperOf(string job) => ProcessTable.ParentOf(PidOf(job));

    /// <summary>Every process that serves this root, found without the product's help.</summary>
    public List<int> Hosts() => ProcessTable.WithArguments($"agent-exec-host {Root}");

    public int Host() => Assert.Single(Hosts());

    /// <summary>kill -9, and waits until the process has gone.</summary>
    public static void KillHard(int pid)
    {
        using var process = PidFd.TryOpen(pid) ?? throw new InvalidOperationException($"process {pid} is gone already");
        _ = PidFd.Signal(process, 9);
        ProcessTable.AwaitEnd(pid);
    }

    /// <summary>Ends a job that the test left running, and waits for its end.</summary>
    public void Finish(string job)
    {
        Caller.Ok("kill", "--signal", "KILL", job);
        Caller.Ok("wait", job);
    }

    public void Dispose()
    {
        List<int> left;
        List<string> names;
        CliRun stopped;
        try
        {
            stopped = Caller.Run("host", "stop");
        }
        finally
        {
            left = WaitForLeaving();
            names = [.. left.Select(pid => $"{pid}: {ProcessTable.Arguments(pid)}")];
            foreach (var pid in left) ProcessTable.Kill(pid);
            foreach (var pid in left) ProcessTable.AwaitEnd(pid);
            Nodes.RemoveTree(Path);
        }

        Assert.Equal(0, stopped.ExitCode);
        Assert.Empty(names);
    }

    // Keepers leave a moment after their last word; nobody is told when they have.
    private List<int> WaitForLeaving()
    {
        var deadline = DateTime.UtcNow + GraceForLeaving;
        while (true)
        {
            var left = ProcessTable.TracesOf(Path);
            var patience = deadline - DateTime.UtcNow;
            if (left.Count == 0 || patience <= TimeSpan.Zero || !ProcessTable.HasEnded(left[0], patience)) return left;
        }
    }

    private static JsonElement ReadJson(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }
}

/// <summary>A test with a world of its own. What goes wrong while that is taken down is reported beside the test's own failure.</summary>
public abstract class SandboxTest : IDisposable
{
    private Sandbox? _box;

    private protected Sandbox Box => _box ??= new Sandbox();

    private protected Caller Cli => Box.Caller;

    /// <summary>A test that needs another root name says so before anything else.</summary>
    private protected void UseRoot(string name) => _box = new Sandbox(name);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _box?.Dispose();
    }
}
