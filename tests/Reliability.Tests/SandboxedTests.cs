using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>F6: a sandbox that refuses network sockets, or no loopback interface.</summary>
public sealed class SandboxedTests : SandboxTest
{
    // The machine may be busy; a wait for a host would take ten seconds. The figure itself is measured natively.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    private Caller Sandboxed => Cli with { Through = [NativePrograms.ChildTool, "no-sockets"] };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Should_say_at_once_that_the_sandbox_forbids_sockets(bool hostLives)
    {
        if (hostLives) Cli.Ok("host", "start");
        foreach (var call in (string[][])[["run", "--", "touch ran"], ["exec", "--", "touch ran"], ["list", "--all"]])
        {
            if (!hostLives && call[0] == "list") continue;
            var refused = Sandboxed.Fails("not_permitted", call);
            Assert.Contains("socket: EPERM", refused.Message, StringComparison.Ordinal);
            Assert.False(refused.Error.GetProperty("retryable").GetBoolean());
            Assert.InRange(refused.Took, TimeSpan.Zero, AtOnce);
        }

        Assert.False(File.Exists(Path.Combine(Box.Work, "ran")));
        Assert.Equal(hostLives ? 1 : 0, Box.Hosts().Count);
    }

    [Fact]
    public void Should_answer_for_ended_jobs_from_disk()
    {
        var job = Cli.Ok("run", "--wait", "--", "echo seen; exit 4").JobId;
        Assert.Equal(4, Sandboxed.Ok("status", job).Number("exit_code"));
        Assert.Equal(4, Sandboxed.Ok("wait", job).Number("exit_code"));
        Assert.Equal("seen", Sandboxed.Ok("tail", job).Text("stdout_tail"));
    }

    [Fact]
    public void Should_name_in_doctor_the_calls_that_are_refused()
    {
        var checks = Sandboxed.Ok("doctor").Items("checks").ToDictionary(check => check.GetProperty("name").GetString()!);
        Assert.Equal(("fail", "warn"), (checks["loopback"].GetProperty("verdict").GetString(), checks["sandbox"].GetProperty("verdict").GetString()));
        Assert.StartsWith("a seccomp filter, no_new_privs", checks["sandbox"].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("refused: socket(AF_INET) EPERM", checks["sandbox"].GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Should_say_at_once_that_the_loopback_interface_is_down()
    {
        Skip.IfNot(Tool.Run("unshare", "--net", "true"), "no right to make a network namespace");
        var cut = Cli with { Through = ["unshare", "--net"] };
        var refused = cut.Fails("host_unavailable", "run", "--", "touch ran");
        Assert.Contains("loopback interface is down", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.Error.GetProperty("retryable").GetBoolean());
        Assert.InRange(refused.Took, TimeSpan.Zero, AtOnce);
        Assert.Empty(Box.Hosts());
    }

    [SkippableFact]
    public void Should_say_at_once_that_the_host_is_in_another_network_namespace()
    {
        Skip.IfNot(Tool.Run("unshare", "--net", "ip", "link", "set", "lo", "up"), "no right to make a network namespace, or no ip");
        var job = Cli.Launch("--", "exec sleep 600");
        var apart = Cli with { Through = ["unshare", "--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh"] };
        foreach (var call in (string[][])[["status", job], ["run", "--", "touch ran"]])
        {
            var refused = apart.Fails("not_permitted", call);
            Assert.Contains("another network namespace", refused.Message, StringComparison.Ordinal);
            Assert.InRange(refused.Took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        }

        Assert.False(File.Exists(Path.Combine(Box.Work, "ran")));
        Box.Finish(job);
    }

    [SkippableFact]
    public void Should_name_the_library_when_there_is_no_libssl()
    {
        Skip.IfNot(Tool.Run("unshare", "--mount", "true"), "no right to make a mount namespace");
        // In a namespace of its own nothing can be loaded from the places where libssl is.
        const string hide = "for file in $(find /usr/lib /usr/lib64 /usr/local/lib /lib /lib64 -name 'libssl.so*' -type f 2>/dev/null); do mount --bind /dev/null $file; done; exec \"$@\"";
        var without = Cli with { Through = ["unshare", "--mount", "sh", "-c", hide, "sh"] };
        var refused = without.Fails("host_unavailable", "run", "--", "touch ran");
        Assert.Contains("libssl.so.3", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.Error.GetProperty("retryable").GetBoolean());
        Assert.False(File.Exists(Path.Combine(Box.Work, "ran")));
        Assert.Contains(without.Ok("doctor").Items("checks"), check => check.GetProperty("name").GetString() == "libssl" && check.GetProperty("verdict").GetString() == "fail");
    }
}
