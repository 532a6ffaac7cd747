namespace AgentExec.Reliability.Tests;

/// <summary>Faults 16 and 23: somebody renames, removes or empties logs and directories while the job writes.</summary>
public sealed class LogTamperTests : SandboxTest
{
    private const string Talker = "n=0; while [ ! -e stop ]; do n=$((n+1)); echo line $n; sleep 0.02; done; echo last";

    public static TheoryData<string> Tampering => ["rename", "remove", "empty", "copy"];

    [Theory]
    [MemberData(nameof(Tampering))]
    public void Should_go_on_under_the_logs_name_without_a_gap(string how)
    {
        var job = Cli.Launch("--", Talker);
        Box.UntilSaid(job, "line 3\n");
        var log = Box.JobFile(job, "stdout.log");
        Tamper(how, log);
        // It comes back by itself, with lines that were written later.
        Patience.Until(() => File.Exists(log) && File.ReadAllText(log).Contains("line", StringComparison.Ordinal), "the log goes on");
        Assert.DoesNotContain("line 3\n", File.ReadAllText(log), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Box.Work, "stop"), "");
        Cli.Ok("wait", job);
        var text = Box.Stdout(job);
        Assert.DoesNotContain('\0', text);
        Assert.EndsWith("last\n", text, StringComparison.Ordinal);
        var tail = Cli.Ok("tail", "--tail-lines", "1", job);
        Assert.Equal("last", tail.Text("stdout_tail"));
        Assert.Equal(tail.Number("stdout_observed_bytes"), text.Length + tail.Number("dropped_bytes"));
        Assert.Equal(tail.Number("dropped_bytes"), Cli.Ok("status", job).Number("dropped_bytes"));
        Assert.True(File.GetUnixFileMode(log) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), "a new log is private too");
    }

    [Theory]
    [MemberData(nameof(Tampering))]
    public void Should_still_tell_lines_that_match(string how)
    {
        var told = Path.Combine(Box.Work, "told");
        var job = Cli.Launch("--", "echo first; until [ -e go ]; do sleep 0.02; done; echo needle; until [ -e stop ]; do sleep 0.02; done");
        Box.UntilSaid(job, "first");
        Cli.Ok("notify", "set", "--output-pattern", "needle", "--output-file", told, job);
        Tamper(how, Box.JobFile(job, "stdout.log"));
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        LogWatch.Until(told, () => File.Exists(told) && File.ReadAllText(told).Contains("\"needle\"", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(Box.Work, "stop"), "");
        Cli.Ok("wait", job);
    }

    [Fact]
    public void Should_forget_a_job_whose_directory_was_removed_and_keep_the_others()
    {
        var (gone, stays) = (Cli.Launch("--", Talker), Cli.Launch("--", Talker));
        Box.UntilSaid(gone, "line");
        Box.UntilSaid(stays, "line");
        Nodes.RemoveTree(Path.Combine(Box.Root, gone));
        Cli.Fails("job_not_found", "status", gone);
        File.WriteAllText(Path.Combine(Box.Work, "stop"), "");
        Assert.Equal(0, Cli.Ok("wait", stays).Number("exit_code"));
        Assert.EndsWith("last\n", Box.Stdout(stays), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Box.Root, gone)), "nobody makes it again");
    }

    [Fact]
    public void Should_end_a_job_in_the_directory_that_was_renamed_meanwhile()
    {
        var job = Cli.Launch("--", Talker);
        Box.UntilSaid(job, "line");
        var keeper = Box.KeeperOf(job);
        Directory.Move(Path.Combine(Box.Root, job), Box["elsewhere"]);
        Cli.Fails("job_not_found", "status", job);
        File.WriteAllText(Path.Combine(Box.Work, "stop"), "");
        ProcessTable.AwaitEnd(keeper);
        Directory.Move(Box["elsewhere"], Path.Combine(Box.Root, job));
        Assert.Equal(0, Cli.Ok("wait", job).Number("exit_code"));
        Assert.EndsWith("last\n", Box.Stdout(job), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_outlive_its_root()
    {
        var job = Cli.Launch("--", "touch began; until [ -e stop ]; do sleep 0.02; done; touch ended");
        LogWatch.Until(Path.Combine(Box.Work, "began"), () => File.Exists(Path.Combine(Box.Work, "began")));
        var (host, keeper) = (Box.Host(), Box.KeeperOf(job));
        Nodes.RemoveTree(Box.Root);
        File.WriteAllText(Path.Combine(Box.Work, "stop"), "");
        ProcessTable.AwaitEnd(keeper);
        Assert.True(File.Exists(Path.Combine(Box.Work, "ended")));
        ProcessTable.AwaitEnd(host);
        Assert.Equal(0, Cli.Ok("run", "--wait", "--", "true").Number("exit_code"));
    }

    private static void Tamper(string how, string log)
    {
        switch (how)
        {
            case "rename": File.Move(log, log + ".1"); break;
            case "remove": File.Delete(log); break;
            case "empty": File.WriteAllBytes(log, []); break;
            // logrotate's copytruncate and create at once: another file was put there.
            case "copy":
                File.WriteAllBytes(log + ".new", []);
                File.SetUnixFileMode(log + ".new", UnixFileMode.UserRead | UnixFileMode.UserWrite);
                File.Move(log + ".new", log, overwrite: true);
                break;
        }
    }
}
