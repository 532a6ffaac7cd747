using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests;

/// <summary>What is wrong is said, and nothing is changed by it (contract A4, B3, B12, B19).</summary>
public sealed class BadInputTests : SandboxTest
{
    [Theory]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FAV")]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData(".host")]
    [InlineData("../jobs")]
    [InlineData("a/b")]
    public void Should_answer_job_not_found_for_what_is_no_job(string job)
    {
        Cli.Ok("run", "--", "true");
        foreach (var verb in (string[])["status", "tail", "wait", "kill"])
            Assert.Equal($"job not found: {job}", Cli.Fails("job_not_found", verb, job).Message);
    }

    [Fact]
    public void Should_not_make_a_root_for_a_job_that_is_asked_for()
    {
        Cli.Fails("job_not_found", "status", "01");
        Assert.False(Directory.Exists(Box.Root));
    }

    [Fact]
    public void Should_refuse_a_root_below_a_file()
    {
        File.WriteAllText(Box["file"], "");
        Assert.Contains(Box["file"], Cli.Fails("internal_error", "--root", Box["file"] + "/jobs", "run", "--", "touch ran").Message);
        Assert.Contains(Box["file"], Cli.Fails("internal_error", "--root", Box["file"], "run", "--", "touch ran").Message);
        AssertNothingRan();
    }

    [SkippableFact]
    public void Should_refuse_a_root_that_cannot_be_written()
    {
        Skip.IfNot(Directory.Exists("/proc/self"), "no /proc");
        Assert.Contains("/proc/agent-exec", Cli.Fails("internal_error", "--root", "/proc/agent-exec", "run", "--", "touch ran").Message);
        AssertNothingRan();
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void Should_refuse_a_root_that_others_can_write(UnixFileMode open)
    {
        Directory.CreateDirectory(Box.Root);
        File.SetUnixFileMode(Box.Root, File.GetUnixFileMode(Box.Root) | open);
        Assert.Contains("writable for other users", Cli.Fails("internal_error", "run", "--", "touch ran").Message);
        AssertNothingRan();
        Assert.Empty(Directory.EnumerateFileSystemEntries(Box.Root));
    }

    [SkippableFact]
    public void Should_refuse_a_root_of_another_user()
    {
        Skip.IfNot(Environment.UserName == "root", "only root can give a directory away");
        Directory.CreateDirectory(Box.Root);
        Nodes.GiveTo(65534, Box.Root);
        Assert.Contains("belongs to another user", Cli.Fails("internal_error", "run", "--", "touch ran").Message);
        AssertNothingRan();
        Assert.Empty(Directory.EnumerateFileSystemEntries(Box.Root));
    }

    [Fact]
    public void Should_refuse_a_host_directory_that_is_open_or_a_link()
    {
        Cli.Ok("run", "--", "true");
        Cli.Ok("host", "stop");
        var host = Box.HostFile("");
        File.SetUnixFileMode(host, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead);
        Cli.Fails("internal_error", "run", "--", "touch ran");
        File.SetUnixFileMode(host, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Move(host.TrimEnd('/'), Box["elsewhere"]);
        Directory.CreateSymbolicLink(host.TrimEnd('/'), Box["elsewhere"]);
        Cli.Fails("internal_error", "run", "--", "touch ran");
        AssertNothingRan();
    }

    [Fact]
    public void Should_end_a_job_whose_directory_is_missing() => FailsToLaunch(Box["nowhere"], "--cwd", Box["nowhere"], "--", "true");

    [Fact]
    public void Should_end_a_job_whose_env_file_is_missing() => FailsToLaunch("nowhere.env", "--env-file", "nowhere.env", "--", "true");

    [Fact]
    public void Should_end_a_job_whose_env_file_is_not_text()
    {
        File.WriteAllBytes(Path.Combine(Box.Work, "binary.env"), [(byte)'A', (byte)'=', 0xFF, (byte)'\n']);
        FailsToLaunch("binary.env", "--env-file", "binary.env", "--", "true");
    }

    [Fact]
    public void Should_end_a_job_whose_wrapper_is_missing() => FailsToLaunch("no-such-shell", "--shell-wrapper", "no-such-shell -c", "--", "true");

    [Fact]
    public void Should_end_a_job_whose_log_cannot_be_written()
    {
        File.WriteAllText(Box["file"], "");
        FailsToLaunch(Box["file"], "--log", Box["file"] + "/full.log", "--", "touch ran");
        AssertNothingRan();
    }

    [Fact]
    public void Should_refuse_a_broken_configuration_before_anything_is_made()
    {
        File.WriteAllText(Box["broken.toml"], "[shell\n");
        Assert.Contains("broken.toml", Cli.Fails("internal_error", "run", "--config", Box["broken.toml"], "--", "true").Message);
        Cli.Fails("internal_error", "run", "--shell-wrapper", " ", "--", "true");
        Assert.False(Directory.Exists(Box.Root));
    }

    [Fact]
    public void Should_refuse_a_request_larger_than_the_wire_takes_and_name_the_limit()
    {
        // Six bytes of JSON for each: little enough for an argument list, too much for a message.
        var large = "X=" + new string('\u0001', 120_000);
        var refused = Cli.Fails("request_too_large", ["run", .. Enumerable.Repeat(new[] { "--env", large }, 6).SelectMany(pair => pair), "--", "touch ran"]);
        refused.Error.GetProperty("details").GetProperty("limit_bytes").GetInt64();
        Assert.Equal(["limit_bytes"], refused.Error.GetProperty("details").EnumerateObject().Select(fact => fact.Name));
        Assert.Empty(Box.Jobs());
        AssertNothingRan();
        Assert.Equal("exited", Cli.Ok("run", "--", "true").State);
    }

    [Fact]
    public void Should_take_a_large_environment_and_a_large_command()
    {
        var large = Cli;
        for (var i = 0; i < 10; i++) large = large.With($"LARGE{i}", new string('x', 100_000));
        Assert.Equal("1000000\n", Box.Stdout(large.Ok("run", "--", "echo $(( ${#LARGE0} * 10 ))").JobId));
        Assert.Equal(100_000, Box.Stdout(Cli.Ok("run", "--max-bytes", "0", "--", "/usr/bin/printf", "%s", new string('y', 100_000)).JobId).Length);
    }

    [Fact]
    public async Task Should_refuse_a_command_of_4_MB_from_the_client_library()
    {
        var programs = Path.GetDirectoryName(NativePrograms.Cli)!;
        await using var client = new Client.AgentExecClient(new Client.ClientOptions { Root = Box.Root, ProgramDirectory = programs });
        var refused = await Assert.ThrowsAsync<Contracts.Errors.AgentExecException>(
            () => client.RunAsync(new Client.RunOptions { Command = [new string('x', 4 * 1024 * 1024)], Cwd = Box.Work }));
        Assert.Equal("request_too_large", refused.Error.Code);
        var run = await client.RunAsync(new Client.RunOptions { Command = ["echo", "hi"], Cwd = Box.Work });
        Assert.Equal("hi\n", Box.Stdout(run.JobId));
    }

    private void FailsToLaunch(string named, params string[] arguments)
    {
        var run = Cli.Ok(["run", "--wait", .. arguments]);
        Assert.Equal(("failed", "launch_failed"), (run.State, run.Text("reason")));
        Assert.Contains(named, run.Text("error"));
        Assert.False(run.Has("exit_code"));
        var status = Cli.Ok("status", run.JobId);
        status.HasShape("schema_version:text ok:bool type:text job_id:text state:text started_at:time finished_at:time reason:text error:text");
        Assert.Equal(("failed", "launch_failed", run.Text("error")), (status.State, status.Text("reason"), status.Text("error")));
        Assert.Equal("failed", Cli.Ok("wait", run.JobId).State);
        Assert.Equal("failed", Cli.Ok("kill", run.JobId).State);
        Assert.Equal("failed", Cli.Ok(["run", "--snapshot-after", "0", .. arguments]).State);
        Assert.All(Cli.Ok("list", "--all").Items("jobs"), row => Assert.Equal("launch_failed", row.GetProperty("reason").GetString()));
    }

    private void AssertNothingRan() => Assert.False(File.Exists(Path.Combine(Box.Work, "ran")), "a command ran");
}
