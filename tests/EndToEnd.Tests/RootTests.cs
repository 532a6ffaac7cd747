using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests;

/// <summary>Where a root may be, what its files are open to, and where logs go (contract A3, A5, A7, B13).</summary>
public sealed class RootTests : SandboxTest
{
    [Fact]
    public void Should_answer_paths_as_relative_as_the_root_was_given()
    {
        UseRoot("work/rel");
        var run = Cli.Ok("--root", "rel", "run", "--", "pwd");
        Assert.Equal($"rel/{run.JobId}/stdout.log", run.Text("stdout_log_path"));
        Assert.Equal($"{Box.Work}\n", Box.Stdout(run.JobId));
        Assert.Equal("rel", Cli.Ok("--root", "rel", "list").Text("root"));
        Assert.Equal($"rel/{run.JobId}/stderr.log", Cli.Ok("tail", "--root", "rel", run.JobId).Text("stderr_log_path"));
        // The inner one wins.
        Assert.Equal("rel", Cli.Ok("--root", "/nowhere", "list", "--root", "rel").Text("root"));
        Box.Host();
    }

    [Theory]
    [InlineData("with space and ünïcode 日本 🚀")]
    [InlineData("quote'\"$(x)*")]
    [InlineData("-dash")]
    public void Should_take_any_name_for_a_root(string name)
    {
        UseRoot(name);
        ProveThatItWorks();
    }

    [Fact]
    public void Should_take_a_root_whose_path_is_longer_than_a_socket_path_may_be()
    {
        UseRoot(string.Join('/', Enumerable.Repeat("a-rather-long-name-of-a-directory", 7)));
        Assert.True(Box.Root.Length > 230);
        ProveThatItWorks();
    }

    [Fact]
    public void Should_find_its_root_by_the_environment()
    {
        var home = Cli.With("AGENT_EXEC_ROOT", null).With("XDG_DATA_HOME", null);
        Assert.Equal($"{Box.Home}/.local/share/agent-exec/jobs", home.Ok("list").Text("root"));
        Assert.Equal("/data/agent-exec/jobs", home.With("XDG_DATA_HOME", "/data").Ok("list").Text("root"));
        Assert.Equal("/own", home.With("XDG_DATA_HOME", "/data").With("AGENT_EXEC_ROOT", "/own").Ok("list").Text("root"));
        Assert.Equal("/data/agent-exec/jobs", home.With("XDG_DATA_HOME", "/data").With("AGENT_EXEC_ROOT", "").Ok("list").Text("root"));
    }

    [Fact]
    public void Should_make_everything_below_the_root_for_its_owner_alone()
    {
        var open = Cli with { Through = ["/bin/sh", "-c", "umask 0; exec \"$@\"", "sh"] };
        var running = open.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(running, "ready");
        open.Ok("run", "--log", Box["log/own.log"], "--", "echo x; exit 3");
        open.Ok("run", "--cwd", Box["nowhere"], "--", "true");
        const UnixFileMode directory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(directory, File.GetUnixFileMode(Box.Root));
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 };
        foreach (var known in StillThere.Look(Directory.EnumerateDirectories(Box.Root, "*", everything), File.GetUnixFileMode))
            Assert.Equal((known.Path, directory), known);
        foreach (var known in StillThere.Look(Directory.EnumerateFiles(Box.Root, "*", everything), File.GetUnixFileMode))
            if (!known.Path.EndsWith(".sock", StringComparison.Ordinal))
                Assert.Equal((known.Path, file), known);
        Box.Finish(running);
    }

    [Theory]
    [InlineData("177")]
    [InlineData("777")]
    public void Should_make_the_parents_of_a_notify_file_that_its_owner_can_use(string mask)
    {
        var closed = Cli with { Through = ["/bin/sh", "-c", $"umask {mask}; exec \"$@\"", "sh"] };
        var job = closed.Ok("run", "--wait", "--notify-file", Box["new/parent/told"], "--", "true").JobId;
        Box.UntilDelivered(job);
        Assert.Contains(job, File.ReadAllText(Box["new/parent/told"]), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Box["new/parent"]));
    }

    [Theory]
    [InlineData("0177")]
    [InlineData("0777")]
    public void Should_make_directories_that_its_owner_can_use_under_any_umask(string mask)
    {
        // The superuser goes in everywhere, so the modes are what tells.
        var closed = Cli.With("AGENT_EXEC_ROOT", null).With("XDG_DATA_HOME", null) with { Through = ["/bin/sh", "-c", $"umask {mask}; exec \"$@\"", "sh"] };
        var run = closed.Ok("run", "--wait", "--", "umask");
        Assert.Equal($"{mask}\n", File.ReadAllText(run.Text("stdout_log_path")));
        const UnixFileMode directory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        string[] made = [".local", ".local/share", ".local/share/agent-exec", ".local/share/agent-exec/jobs", ".local/share/agent-exec/jobs/.host"];
        foreach (var path in made) Assert.Equal((path, directory), (path, File.GetUnixFileMode(Path.Combine(Box.Home, path))));
        var root = Path.Combine(Box.Home, made[3]);
        foreach (var path in Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
            if (!path.EndsWith(".sock", StringComparison.Ordinal))
                Assert.Equal((path, file), (path, File.GetUnixFileMode(path)));
        closed.Ok("host", "stop");
    }

    [Fact]
    public void Should_leave_no_temporary_file()
    {
        for (var i = 0; i < 5; i++) Cli.Ok("run", "--progress-every", "20", "--", "sleep 0.1");
        Assert.Empty(Directory.EnumerateFiles(Box.Root, ".tmp-*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));
    }

    [Fact]
    public void Should_write_the_combined_log_where_it_was_told_to()
    {
        Directory.CreateDirectory(Path.Combine(Box.Work, "sub"));
        File.WriteAllText(Path.Combine(Box.Work, "sub/old.log"), "what was there\n");
        var into = Cli.Ok("run", "--log", "sub/old.log", "--", "echo out; echo err >&2; printf rest").JobId;
        var lines = File.ReadAllLines(Path.Combine(Box.Work, "sub/old.log"));
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (\[\w+\] )?(out|err|rest)$", line));
        Assert.Equal(0, new FileInfo(Box.JobFile(into, "full.log")).Length);
        Cli.Ok("run", "--log", "made/for/it.log", "--", "echo x");
        Assert.Single(File.ReadAllLines(Path.Combine(Box.Work, "made/for/it.log")));
    }

    [Fact]
    public void Should_refresh_the_state_of_a_running_job_when_asked_to()
    {
        var job = Cli.Launch("--progress-every", "50", "--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        Box.PidOf(job);
        var first = Box.State(job).GetProperty("updated_at").GetString();
        LogWatch.Until(Box.JobFile(job, "state.json"), () => Box.State(job).GetProperty("updated_at").GetString() != first);
        Box.Finish(job);
    }

    private void ProveThatItWorks()
    {
        var done = Cli.Ok("run", "--", "echo hello").JobId;
        Assert.Equal("hello\n", Box.Stdout(done));
        var job = Cli.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        Sandbox.KillHard(Box.Host());
        Assert.Equal("running", Cli.Ok("status", job).State);
        Box.Finish(job);
        Assert.Equal(2, Cli.Ok("list").Items("jobs").Count);
    }
}
