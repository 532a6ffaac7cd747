using System.Text.Json;
using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>Faults 11, 12 and 16: the disk of the jobs root is full, out of inodes or read-only, for a while.</summary>
public sealed class FullDiskTests : SandboxTest
{
    private string Go => Path.Combine(Box.Work, "go");

    [SkippableFact]
    public void Should_not_hold_up_a_job_and_count_what_was_refused()
    {
        using var disk = new SmallDisk(Box);
        var job = Cli.Launch(
            "--", "echo before; until [ -e go ]; do sleep 0.05; done; head -c 3000000 /dev/zero | tr '\\0' x; touch flooded; until [ -e again ]; do sleep 0.05; done; echo after; exit 3");
        Box.UntilSaid(job, "before");
        disk.Fill(leave: 64 * 1024);
        File.WriteAllText(Go, "");
        LogWatch.Until(Path.Combine(Box.Work, "flooded"), () => File.Exists(Path.Combine(Box.Work, "flooded")));
        disk.Empty();
        File.WriteAllText(Path.Combine(Box.Work, "again"), "");
        Assert.Equal(("exited", 3L), (Cli.Ok("wait", job).State, Cli.Ok("status", job).Number("exit_code")));

        var status = Cli.Ok("status", job);
        var log = Box.Stdout(job);
        var lost = 3_000_000 + "before\nafter\n".Length - log.Length;
        Assert.True(lost > 2_000_000, $"only {lost} bytes were refused");
        Assert.StartsWith("before\nx", log, StringComparison.Ordinal);
        Assert.EndsWith("xafter\n", log, StringComparison.Ordinal);
        Assert.Equal((lost, lost), (status.Number("dropped_bytes"), status.Number("unwritten_bytes")));
        var tail = Cli.Ok("tail", job);
        Assert.Equal((lost, 3_000_013, true), (tail.Number("unwritten_bytes"), tail.Number("stdout_observed_bytes"), tail.Flag("truncated")));
    }

    [SkippableFact]
    public async Task Should_not_blame_the_host_for_an_exec_whose_end_cannot_be_written()
    {
        using var disk = new SmallDisk(Box);
        Cli.Ok("host", "start");
        var call = Cli.RunAsync("exec", "--", "echo ready; until [ -e go ]; do sleep 0.05; done; exit 5");
        Patience.Until(() => Box.Jobs().Any(name => Box.HasSaid(name, "ready")), "it runs");
        var job = Box.Jobs().Single(name => !name.StartsWith('.'));
        disk.Fill();
        File.WriteAllText(Go, "");
        var answer = (await call).Stdout;
        Assert.Contains("No space left", answer, StringComparison.Ordinal);
        Assert.Contains($"agent-exec status {job}", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("host_unresponsive", answer, StringComparison.Ordinal);
        disk.Empty();
        Assert.Equal(5, Cli.Ok("wait", job).Number("exit_code"));
    }

    [SkippableFact]
    public void Should_say_in_every_answer_about_output_what_was_refused()
    {
        using var disk = new SmallDisk(Box);
        const string command = "echo kept; touch ready; until [ -e go ]; do sleep 0.05; done; head -c 200000 /dev/zero | tr '\\0' x; touch flooded; until [ -e end ]; do sleep 0.05; done";
        var started = Cli.Run("exec", "--background", "--", command);
        Assert.Equal(0, started.ExitCode);
        using var answered = JsonDocument.Parse(started.Stdout);
        var slug = answered.RootElement.GetProperty("result").GetProperty("sessionId").GetString()!;
        Flood(disk);
        // The command is silent: the keeper notes the loss by itself once there is room.
        Patience.Until(() => Process("poll", slug).Contains(" bytes of the output are missing so far", StringComparison.Ordinal), "poll tells of the loss");
        Assert.Contains(" bytes of the output are missing so far", Process("log", slug), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Box.Work, "end"), "");
        Patience.Until(() => Process("poll", slug).Contains("\"exitCode\":0", StringComparison.Ordinal), "the session has ended");
        foreach (var action in (string[])["poll", "log"])
            Assert.Contains(" bytes of the output are missing: ", Process(action, slug), StringComparison.Ordinal);
        foreach (var file in (string[])["ready", "go", "flooded", "end"]) File.Delete(Path.Combine(Box.Work, file));

        // The same in the foreground, and as a job.
        using var exec = Cli.Start("exec", "--", command);
        Flood(disk);
        File.WriteAllText(Path.Combine(Box.Work, "end"), "");
        var done = exec.Finish().Stdout;
        Assert.Contains("\"truncated\":true", done, StringComparison.Ordinal);
        Assert.Contains("(incomplete: 200005 bytes were written", done, StringComparison.Ordinal);
        foreach (var file in (string[])["ready", "go", "flooded", "end"]) File.Delete(Path.Combine(Box.Work, file));

        using var run = Cli.Start("run", "--wait", "--", command);
        Flood(disk);
        File.WriteAllText(Path.Combine(Box.Work, "end"), "");
        var answer = run.Finish().Ok();
        var lost = Cli.Ok("status", answer.JobId).Number("unwritten_bytes");
        var snapshot = answer.Json.GetProperty("final_snapshot");
        Assert.InRange(lost, 1, 200_000);
        Assert.Equal((lost, lost, lost), (answer.Number("unwritten_bytes"), answer.Number("dropped_bytes"), snapshot.GetProperty("unwritten_bytes").GetInt64()));
        Assert.Equal((lost, lost), (Cli.Ok("wait", answer.JobId).Number("unwritten_bytes"), Cli.Ok("tail", answer.JobId).Number("unwritten_bytes")));
        var met = Cli.Ok("wait", "--until-output", "kept", answer.JobId).Items("jobs")[0];
        Assert.Equal(("output", lost), (met.GetProperty("met").GetString(), met.GetProperty("unwritten_bytes").GetInt64()));
    }

    private string Process(string action, string slug) => Cli.Run("process", action, slug).Stdout;

    private void Flood(SmallDisk disk)
    {
        LogWatch.Until(Path.Combine(Box.Work, "ready"), () => File.Exists(Path.Combine(Box.Work, "ready")));
        disk.Fill(leave: 64 * 1024);
        File.WriteAllText(Go, "");
        LogWatch.Until(Path.Combine(Box.Work, "flooded"), () => File.Exists(Path.Combine(Box.Work, "flooded")));
        disk.Empty();
    }

    [SkippableFact]
    public void Should_tell_the_recorded_state_and_that_there_is_a_newer_one()
    {
        using var disk = new SmallDisk(Box);
        var job = Cli.Launch("--", "echo before; until [ -e go ]; do sleep 0.05; done; exit 7");
        Box.UntilSaid(job, "before");
        disk.Fill();
        File.WriteAllText(Go, "");
        // The end is known to the host when it complains of the disk.
        LogWatch.Until(Box.HostFile("host.log"), () => Cli.Ok("status", job).Has("unrecorded"));
        var status = Cli.Ok("status", job);
        Assert.Equal("running", status.State);
        Assert.Contains("No space left", status.Text("unrecorded"), StringComparison.Ordinal);
        Assert.Equal("running", Box.State(job).GetProperty("job").GetProperty("status").GetString());
        var wait = Cli.Ok("wait", "--timeout-ms", "200", job);
        Assert.Equal(("running", true), (wait.State, wait.Has("unrecorded")));
        disk.Empty();
        wait = Cli.Ok("wait", job);
        Assert.Equal(("exited", 7L, false), (wait.State, wait.Number("exit_code"), wait.Has("unrecorded")));
        Assert.False(Cli.Ok("status", job).Has("unrecorded"));
    }

    [SkippableFact]
    public void Should_keep_an_exit_code_that_only_the_keeper_knows_until_there_is_room()
    {
        using var disk = new SmallDisk(Box);
        var job = Cli.Launch("--", "echo before; until [ -e go ]; do sleep 0.05; done; exit 7");
        Box.UntilSaid(job, "before");
        var (keeper, command) = (Box.KeeperOf(job), Box.PidOf(job));
        Sandbox.KillHard(Box.Host());
        disk.Fill();
        File.WriteAllText(Go, "");
        // Its zombie stays as long as the keeper does.
        Patience.Until(() => ProcessTable.StateOf(command) == 'Z', "the command has ended");
        Assert.False(ProcessTable.HasEnded(keeper, TimeSpan.FromSeconds(4)), "the keeper left with the exit code");
        Assert.False(File.Exists(Box.JobFile(job, "exit.json")));
        disk.Empty();
        ProcessTable.AwaitEnd(keeper);
        var wait = Cli.Ok("wait", job);
        Assert.Equal(("exited", 7L), (wait.State, wait.Number("exit_code")));
    }

    [SkippableTheory]
    [InlineData("size=4m", "No space left")]
    [InlineData("size=64m,nr_inodes=60", "No space left")]
    public void Should_leave_nothing_of_a_job_that_could_not_be_made(string options, string why)
    {
        using var disk = new SmallDisk(Box, options);
        Cli.Ok("host", "start");
        if (options.Contains("inodes", StringComparison.Ordinal)) FillInodes();
        else disk.Fill();
        Assert.Contains(why, Cli.Fails("internal_error", "run", "--", "echo never > ran").Message, StringComparison.Ordinal);
        Assert.Equal((0, false), (Box.Jobs().Count(name => !name.StartsWith('.')), File.Exists(Path.Combine(Box.Work, "ran"))));
        Assert.False(Directory.Exists(Box.HostFile("new")) && Directory.EnumerateFileSystemEntries(Box.HostFile("new")).Any());
        disk.Empty();
        foreach (var file in Directory.GetFiles(Box.Root, ".inode*")) File.Delete(file);
        Assert.Equal(0, Cli.Ok("run", "--wait", "--", "true").Number("exit_code"));
    }

    [SkippableTheory]
    [InlineData("size=4m", true)]
    [InlineData("size=4m", false)]
    [InlineData("size=64m,nr_inodes=90", true)]
    [InlineData("size=64m,nr_inodes=90", false)]
    public void Should_work_without_a_living_host_on_a_full_disk_and_make_room(string options, bool killed)
    {
        using var disk = new SmallDisk(Box, options);
        var ended = Enumerable.Range(0, 3).Select(_ => Cli.Ok("run", "--wait", "--", "seq 20000").JobId).ToList();
        var job = Cli.Launch("--notify-file", Box["told"], "--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        if (killed) Sandbox.KillHard(Box.Host());
        else Cli.Ok("host", "stop");
        if (options.Contains("inodes", StringComparison.Ordinal)) FillInodes();
        else disk.Fill();
        Assert.Equal("running", Cli.Ok("status", job).State);
        Assert.Equal(4, Cli.Ok("list", "--all").Items("jobs").Count);
        Assert.True(Cli.Ok("kill", job).Flag("ok"));
        Assert.Equal(2, Cli.Ok("gc", "--keep", "1").Number("deleted"));
        Assert.Equal("exited", Cli.Ok("status", ended[^1]).State);
        disk.Empty();
        foreach (var file in Directory.GetFiles(Box.Root, ".inode*")) File.Delete(file);
        LogWatch.Until(Box["told"], () => File.Exists(Box["told"]) && File.ReadAllText(Box["told"]).Contains(job, StringComparison.Ordinal));
        Assert.Equal(("killed", 0L), (Cli.Ok("wait", job).State, Cli.Ok("run", "--wait", "--", "true").Number("exit_code")));
    }

    [SkippableFact]
    public void Should_tell_an_end_for_which_there_was_no_room_while_no_host_lived()
    {
        using var disk = new SmallDisk(Box);
        var job = Cli.Launch("--notify-file", Box["told"], "--", "echo ready; until [ -e go ]; do sleep 0.05; done; exit 7");
        Box.UntilSaid(job, "ready");
        var command = Box.PidOf(job);
        disk.Fill();
        Sandbox.KillHard(Box.Host());
        File.WriteAllText(Go, "");
        Patience.Until(() => ProcessTable.StateOf(command) is 'Z' or '\0', "the command has ended");
        Assert.False(File.Exists(Box["told"]));
        disk.Empty();
        // Nobody calls anything: the keeper sees to it.
        LogWatch.Until(Box["told"], () => File.Exists(Box["told"]) && File.ReadAllText(Box["told"]).Contains("\"exit_code\":7", StringComparison.Ordinal));
        Box.UntilDelivered(job);
    }

    [SkippableFact]
    public void Should_keep_running_jobs_through_a_read_only_time()
    {
        using var disk = new SmallDisk(Box);
        var job = Cli.Launch("--", "echo before; until [ -e go ]; do sleep 0.05; done; exit 7");
        Box.UntilSaid(job, "before");
        // Open logs forbid it: what is mounted elsewhere read-only is the same to whoever opens files by their paths.
        Skip.IfNot(Tool.Run("mount", "--bind", Box.Root, Box.Root) && Tool.Run("mount", "-o", "remount,bind,ro", Box.Root), "needs the right to bind read-only");
        try
        {
            File.WriteAllText(Go, "");
            Patience.Until(() => Cli.Ok("status", job).Has("unrecorded"), "the end cannot be recorded");
            Assert.Contains("Read-only", Cli.Ok("status", job).Text("unrecorded"), StringComparison.Ordinal);
            Assert.Contains("Read-only", Cli.Fails("internal_error", "run", "--", "true").Message, StringComparison.Ordinal);
        }
        finally
        {
            Assert.True(Tool.Run("umount", "-l", Box.Root));
        }

        Assert.Equal(7, Cli.Ok("wait", job).Number("exit_code"));
    }

    private void FillInodes()
    {
        try
        {
            for (var i = 0; i < 1000; i++) File.WriteAllText(Path.Combine(Box.Root, $".inode{i}"), "");
        }
        catch (IOException)
        {
            // None is left.
        }
    }
}
