using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>A14: one of the host's own files is of no use. What needs it names it at once; everything else works, and so does that once the file is removed.</summary>
public sealed class HostFileTests : SandboxTest
{
    [Theory]
    [InlineData("directory")]
    [InlineData("link")]
    [InlineData("large")]
    public void Should_run_jobs_and_name_the_inbox_that_cannot_be_read(string damage)
    {
        Break("events.ndjson", damage);
        Assert.Equal("exited", Cli.Ok("run", "--wait", "--", "true").State);
        var refused = Cli.Fails("internal_error", "events");
        Assert.Contains(Box.HostFile("events.ndjson"), refused.Message, StringComparison.Ordinal);
        Assert.Contains("completed", Cli.Run("exec", "--", "true").Stdout, StringComparison.Ordinal);
        Mend("events.ndjson");
        Cli.Ok("events");
    }

    [Theory]
    [InlineData("directory")]
    [InlineData("link")]
    [InlineData("large")]
    public void Should_run_jobs_and_name_the_list_of_sessions_that_cannot_be_read(string damage)
    {
        Break("sessions.log", damage);
        Assert.Equal("exited", Cli.Ok("run", "--wait", "--", "true").State);
        foreach (string[] call in (string[][])[["exec", "--", "touch ran"], ["process", "list"]])
            Assert.Contains(Box.HostFile("sessions.log"), Cli.Run(call).Stdout, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Box.Work, "ran")));
        Mend("sessions.log");
        Cli.Ok("host", "stop");
        Assert.Contains("completed", Cli.Run("exec", "--", "true").Stdout, StringComparison.Ordinal);
    }

    /// <summary>Each entry of <c>.host</c> by itself, before a host starts and under one that lives.</summary>
    [Theory]
    [InlineData("requests", "file", true)]
    [InlineData("requests", "link", true)]
    [InlineData("host.log", "directory", true)]
    [InlineData("host.log", "link", true)]
    [InlineData("trash", "file", true)]
    [InlineData("retention.json", "directory", true)]
    [InlineData("endpoint.spare", "directory", true)]
    [InlineData("identity.pem", "file", true)]
    [InlineData("identity.pem", "directory", false)]
    [InlineData("new", "file", false)]
    [InlineData("host.lock", "directory", false)]
    public void Should_run_jobs_or_name_the_entry_that_is_in_the_way(string name, string damage, bool works)
    {
        foreach (var isLiving in (bool[])[false, true])
        {
            Cli.Ok("host", "start");
            if (!isLiving) Cli.Ok("host", "stop");
            Mend(name);
            if (damage == "file") File.WriteAllText(Box.HostFile(name), "x");
            else if (damage == "link") File.CreateSymbolicLink(Box.HostFile(name), Box["nowhere"]);
            else Directory.CreateDirectory(Box.HostFile(name));
            var run = Cli.Run("run", "--wait", "--", "true");
            Assert.InRange(run.Took, TimeSpan.Zero, TimeSpan.FromSeconds(8));
            if (works) Assert.Equal("exited", run.Ok().State);
            else Assert.Contains(Box.HostFile(name), run.Stdout, StringComparison.Ordinal);
            Mend(name);
            Assert.Equal("exited", Cli.Ok("run", "--wait", "--", "true").State);
            Cli.Ok("host", "stop");
        }
    }

    private void Break(string name, string damage)
    {
        Cli.Ok("host", "start");
        Cli.Ok("host", "stop");
        var file = Box.HostFile(name);
        if (damage == "directory") Directory.CreateDirectory(file);
        else if (damage == "link") File.CreateSymbolicLink(file, Box["nowhere"]);
        else
            using (var large = File.Create(file))
                large.SetLength(500_000_000);
    }

    private void Mend(string name)
    {
        if (new FileInfo(Box.HostFile(name)).LinkTarget is null && Directory.Exists(Box.HostFile(name))) Nodes.RemoveTree(Box.HostFile(name));
        else File.Delete(Box.HostFile(name));
    }
}
