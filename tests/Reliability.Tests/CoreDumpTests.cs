using AgentExec.Posix;

namespace AgentExec.Reliability.Tests;

/// <summary>Fault 35: whether a death by signal left a core dump, which is up to the caller's limit and the system.</summary>
public sealed class CoreDumpTests : SandboxTest
{
    private const string Crash = "kill -SEGV $$";

    [SkippableFact]
    public void Should_say_that_a_job_left_a_core_dump_when_its_caller_allows_one_and_only_then()
    {
        Skip.IfNot(CanDump(), "needs a system that dumps core (core_pattern, and a hard limit of core files above 0)");
        var generous = Cli with { Through = ["/bin/sh", "-c", "ulimit -Sc unlimited; exec \"$@\"", "sh"] };
        var dumped = generous.Ok("run", "--wait", "--", Crash);
        Assert.Equal(("killed", "11", "signaled", true), (dumped.State, dumped.Text("signal"), dumped.Text("reason"), dumped.Flag("core_dumped")));
        Assert.True(Cli.Ok("status", dumped.JobId).Flag("core_dumped"));
        Assert.True(Cli.Ok("wait", dumped.JobId).Flag("core_dumped"));
        Assert.True(Box.State(dumped.JobId).GetProperty("core_dumped").GetBoolean());

        // The same host, whose limit is the first caller's.
        var frugal = Cli with { Through = ["/bin/sh", "-c", "ulimit -Sc 0; exec \"$@\"", "sh"] };
        var plain = frugal.Ok("run", "--wait", "--", $"ulimit -Sc; {Crash}");
        Assert.Equal(("0\n", "killed", "11"), (Box.Stdout(plain.JobId), plain.State, plain.Text("signal")));
        // A program that collects dumps is not held to the limit.
        Assert.Equal(IsCollected(), plain.Has("core_dumped"));
    }

    private static bool IsCollected() => File.ReadAllText("/proc/sys/kernel/core_pattern").StartsWith('|');

    // Without the product: the same death in the same directory.
    private bool CanDump()
    {
        using var directory = Files.OpenDirectory(Box.Work);
        var pid = Spawner.Spawn(new SpawnRequest
        {
            Program = "/bin/sh",
            Arguments = [.. ((string[])["sh", "-c", $"ulimit -Sc unlimited; {Crash}"]).Select(SpawnRequest.Bytes)],
            Environment = [],
            WorkingDirectory = directory,
        });
        using var end = PidFd.TryOpen(pid) ?? throw new InvalidOperationException("the shell vanished unreaped");
        Assert.True(Poller.WaitReadable(end, Patience.Limit));
        return ChildProcess.Reap(pid) is { CoreDumped: true };
    }
}
