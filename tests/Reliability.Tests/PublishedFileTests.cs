using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>A1, A2, A10 and F7: what a living host holds by name is removed, changed, moved or opened to others, one file at a time.</summary>
public sealed class PublishedFileTests : SandboxTest
{
    [Theory]
    [InlineData("endpoint.json", "removed")]
    [InlineData("endpoint.json", "emptied")]
    [InlineData("endpoint.json", "foreign")]
    [InlineData("endpoint.json", "link")]
    [InlineData("identity.pem", "removed")]
    [InlineData("identity.pem", "emptied")]
    [InlineData("identity.pem", "foreign")]
    [InlineData("identity.pem", "link")]
    public void Should_repair_what_a_living_host_has_published(string name, string damage)
    {
        var job = Cli.Launch("--", "sleep 600");
        var (host, file) = (Box.Host(), Box.HostFile(name));
        var kept = File.ReadAllText(file);
        File.Delete(file);
        if (damage == "emptied") File.WriteAllText(file, "");
        if (damage == "link") File.CreateSymbolicLink(file, Box["nowhere"]);
        if (damage == "foreign") File.WriteAllText(file, Foreign(name));
        Assert.Equal(0, Cli.Ok("run", "--wait", "--", "true").Number("exit_code"));
        Assert.Equal("running", Cli.Ok("status", job).State);
        Assert.Equal((host, kept), (Box.Host(), File.ReadAllText(file)));
        Assert.Contains($"{name} was removed or changed", File.ReadAllText(Box.HostFile("host.log")), StringComparison.Ordinal);
        Box.Finish(job);
    }

    [Fact]
    public void Should_not_harm_the_next_host_when_the_root_was_removed()
    {
        Cli.Ok("run", "--wait", "--", "true");
        var old = Box.Host();
        Nodes.RemoveTree(Box.Root);
        Assert.Equal("exited", Cli.Ok("run", "--wait", "--", "true").State);
        var next = Box.Hosts().Single(pid => pid != old);
        ProcessTable.AwaitEnd(old);
        Assert.True(File.Exists(Box.HostFile("endpoint.json")));
        Assert.Equal("exited", Cli.Ok("run", "--wait", "--", "true").State);
        Assert.Equal(next, Box.Host());
    }

    [Fact]
    public void Should_not_harm_the_next_host_when_the_root_was_moved_away()
    {
        Cli.Ok("run", "--wait", "--", "true");
        var old = Box.Host();
        Directory.Move(Box.Root, Box["moved"]);
        Assert.Equal("exited", Cli.Ok("run", "--wait", "--", "true").State);
        ProcessTable.AwaitEnd(old);
        Assert.Equal((true, false), (File.Exists(Box.HostFile("endpoint.json")), File.Exists(Path.Combine(Box["moved"], ".host/endpoint.json"))));
        Assert.Equal("exited", Cli.Ok("run", "--wait", "--", "true").State);
    }

    [Fact]
    public void Should_serve_a_moved_root_under_its_new_name_at_once()
    {
        var job = Cli.Launch("--", "sleep 600");
        Directory.Move(Box.Root, Box["moved"]);
        var moved = Cli.With("AGENT_EXEC_ROOT", Box["moved"]);
        Assert.Equal("running", moved.Ok("status", job).State);
        moved.Ok("kill", "--signal", "KILL", job);
        Assert.Equal("killed", moved.Ok("wait", job).State);
        moved.Ok("host", "stop");
    }

    [Fact]
    public void Should_serve_each_of_two_roots_that_change_places()
    {
        var other = Cli.With("AGENT_EXEC_ROOT", Box["other"]);
        var (mine, its) = (Cli.Ok("run", "--wait", "--", "true").JobId, other.Ok("run", "--wait", "--", "true").JobId);
        Directory.Move(Box.Root, Box["between"]);
        Directory.Move(Box["other"], Box.Root);
        Directory.Move(Box["between"], Box["other"]);
        var run = Cli.Ok("run", "--wait", "--", "echo here");
        Assert.Equal("here", run.Json.GetProperty("final_snapshot").GetProperty("stdout_tail").GetString());
        Assert.Equal([its, run.JobId], Box.Jobs().Order());
        Assert.Equal("exited", other.Ok("status", mine).State);
        other.Ok("host", "stop");
    }

    [Fact]
    public void Should_replace_a_host_whose_lock_file_was_removed()
    {
        var job = Cli.Launch("--", "sleep 600");
        var old = Box.Host();
        File.Delete(Box.HostFile("host.lock"));
        Assert.Equal("exited", Cli.Ok("run", "--wait", "--", "true").State);
        ProcessTable.AwaitEnd(old);
        Assert.Equal("exited", Cli.Ok("run", "--wait", "--", "true").State);
        Assert.Equal("running", Cli.Ok("status", job).State);
        Box.Finish(job);
    }

    [Fact]
    public void Should_name_and_replace_a_host_that_hangs_without_an_endpoint()
    {
        var job = Cli.Launch("--", "sleep 600");
        var host = Box.Host();
        using (new StoppedProcess(host))
        {
            File.Delete(Box.HostFile("endpoint.json"));
            var status = Cli.Ok("host", "status");
            Assert.Equal((true, host), (status.Flag("running"), (int)status.Number("pid")));
            Assert.Contains($"process {host}", status.Text("unreachable"), StringComparison.Ordinal);
            Assert.Equal("running", Cli.With("AGENT_EXEC_PATIENCE_MS", "3000").Ok("status", job).State);
            ProcessTable.AwaitEnd(host);
        }

        Assert.NotEqual(host, Box.Host());
        Box.Finish(job);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".host")]
    public void Should_refuse_a_root_that_others_can_write_to_while_its_host_lives(string below)
    {
        Cli.Ok("run", "--wait", "--", "true");
        var directory = Path.Combine(Box.Root, below);
        var mode = File.GetUnixFileMode(directory);
        File.SetUnixFileMode(directory, mode | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite);
        var refused = Cli.Fails("internal_error", "run", "--", "touch ran");
        Assert.Contains("writable for other users", refused.Message, StringComparison.Ordinal);
        File.SetUnixFileMode(directory, mode);
        Assert.Equal("exited", Cli.Ok("run", "--wait", "--", "true").State);
        Assert.False(File.Exists(Path.Combine(Box.Work, "ran")));
    }

    [SkippableFact]
    public void Should_say_that_a_host_is_in_another_pid_namespace()
    {
        Skip.IfNot(Tool.Run("unshare", "--pid", "--fork", "--mount-proc", "true"), "no right to make a PID namespace");
        Cli.Ok("run", "--wait", "--", "true");
        var host = Box.Host();
        var elsewhere = Cli with { Through = ["unshare", "--pid", "--fork", "--mount-proc"] };
        var refused = elsewhere.Fails("host_unavailable", "run", "--", "touch ran");
        Assert.Contains("PID namespace", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.Error.GetProperty("retryable").GetBoolean());
        Assert.InRange(refused.Took, TimeSpan.Zero, TimeSpan.FromSeconds(8));
        var status = elsewhere.Ok("host", "status");
        Assert.True(status.Flag("running"));
        Assert.Contains("PID namespace", status.Text("unreachable"), StringComparison.Ordinal);
        Assert.Equal(host, Box.Host());
        Assert.False(File.Exists(Path.Combine(Box.Work, "ran")));
    }

    private string Foreign(string name)
    {
        using var other = new Sandbox("foreign");
        other.Caller.Ok("host", "start");
        return File.ReadAllText(other.HostFile(name));
    }
}
