namespace AgentExec.Contract.Tests;

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B18_Host : InWorld
{
    [Fact]
    public void B18_1_version()
    {
        var version = Run("--version");
        Assert.Equal((0, ""), (version.ExitCode, version.Stderr));
        Assert.Matches(@"^agent-exec \d+\.\d+\.\d+\S*\n$", version.Stdout);
    }

    [Fact]
    public void B18_2_host()
    {
        Assert.False(Ok("host", "status").Flag("running"));
        Assert.True(Ok("host", "start").Flag("running"));
        var status = Ok("host", "status");
        Assert.Equal(("host_status", Root, true), (status.Text("type"), status.Text("root"), status.Flag("running")));
        Assert.False(Processes.IsGone(status.Number("pid")));
        Assert.Single(Ok("host", "logs", "--lines", "1").Texts("lines"));
        Assert.True(Ok("host", "stop").Flag("stopped"));
        Assert.True(Processes.IsGone(status.Number("pid")));
        Assert.False(Ok("host", "stop").Flag("stopped"));
    }

    [Fact]
    public void B18_3_host_stop()
    {
        var job = Launch("--", $"until [ -e {InWork("go")} ]; do sleep 0.02; done; exit 6");
        LogWatch.Until(JobFile(job, "state.json"), () => State(job).Has("pid"));
        var stop = Ok("host", "stop");
        Assert.Equal((true, 1L), (stop.Flag("stopped"), stop.Number("running_jobs")));
        WriteWork("go", "");
        Assert.Equal(6, Ok("wait", job).Number("exit_code"));
    }

    [Fact]
    public void B19_1_host_unavailable()
    {
        var directory = Directory.CreateDirectory(this["alone"]).FullName;
        var alone = Executable.Copy(Here, directory + "/agent-exec");
        // Without the program trying again cannot help; with one that dies it may.
        Assert.False(Programs.Run(Work, Environment, [alone, "run", "--", "touch ran"]).Error("host_unavailable").Flag("error.retryable"));
        // A log that is not there is not named.
        Ok("host", "start");
        Ok("host", "stop");
        foreach (var program in (string[])["/agent-exec-keeper", "/agent-exec-host"]) Executable.Write(directory + program, "#!/bin/sh\nexit 1\n");
        var error = Programs.Run(Work, Environment, [alone, "run", "--", "touch ran"]).Error("host_unavailable");
        Assert.True(error.Flag("error.retryable"));
        Assert.Contains(".host", error.Text("error.message"));
        Assert.False(File.Exists(InWork("ran")));
    }

    [Fact]
    public void B19_2_request_too_large()
    {
        // Six bytes of JSON for each character: little enough for an argument list.
        var large = Enumerable.Repeat((string[])["--env", "X=" + new string('\u0001', 120_000)], 6).SelectMany(pair => pair);
        Assert.True(Error("request_too_large", ["run", .. large, "--", "touch ran"]).Number("error.details.limit_bytes") > 0);
        Assert.True(Jobs().Count == 0 && !File.Exists(InWork("ran")));
    }
}
