using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>Fault 35: a code, a signal and the kernel's want of memory are told apart.</summary>
public sealed class OutOfMemoryTests : SandboxTest
{
    [SkippableFact]
    public void Should_say_that_a_job_may_have_died_of_the_want_of_memory()
    {
        using var group = MemoryGroup.TryMake(200L << 20);
        Skip.If(group is null, "needs the right to make a control group with a memory limit");
        var inside = Cli with { Through = group!.Into };
        try
        {
            // It keeps the last line of what has none.
            var grown = inside.Ok("run", "--wait", "--", "exec tail /dev/zero");
            Assert.Equal(("killed", "9", "signaled", true), (grown.State, grown.Text("signal"), grown.Text("reason"), grown.Flag("oom_suspected")));
            Assert.True(inside.Ok("status", grown.JobId).Flag("oom_suspected"));
            // In the same group, of a SIGKILL like the other.
            var shot = inside.Ok("run", "--wait", "--", "kill -9 $$");
            Assert.Equal(("killed", "9", false), (shot.State, shot.Text("signal"), shot.Has("oom_suspected")));
        }
        finally
        {
            Cli.Ok("host", "stop");
        }
    }
}
