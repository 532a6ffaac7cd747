using System.Diagnostics;
using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests;

/// <summary>What ties a job to its caller: its surroundings at the start, and nothing afterwards (contract A1, A9.5, B1).</summary>
public sealed class CallerTests : SandboxTest
{
    [Fact]
    public void Should_let_a_caller_that_captures_stdout_go_on_at_once()
    {
        var shell = Cli with { Through = ["/bin/sh", "-c", "out=$(\"$@\" 2>&1); echo \"$out\"", "sh"] };
        var job = shell.Launch("--", "sleep 600");
        Assert.Equal("running", Cli.Ok("status", job).State);
        Box.Finish(job);
    }

    [Fact]
    public void Should_outlive_the_process_group_of_the_caller()
    {
        string[] call = [NativePrograms.Cli, "run", "--snapshot-after", "0", "--", "sleep 600"];
        var start = new ProcessStartInfo("setsid", ["sh", "-c", "echo $$; \"$@\"; exec sleep 600", "sh", .. call])
        {
            WorkingDirectory = Box.Work, RedirectStandardOutput = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Cli.Environment) start.Environment[name] = value;
        using var caller = Process.Start(start)!;
        var group = int.Parse(caller.StandardOutput.ReadLine()!);
        Assert.Contains("\"ok\":true", caller.StandardOutput.ReadLine());
        var job = Assert.Single(Box.Jobs());
        AgentExec.Posix.Processes.SignalGroup(group, 9);
        caller.WaitForExit();
        Assert.True(ProcessTable.IsAlive(Box.PidOf(job)));
        Box.Host();
        Assert.Equal("running", Cli.Ok("status", job).State);
        Box.Finish(job);
    }

    [SkippableFact]
    public void Should_outlive_the_terminal_of_the_caller()
    {
        Skip.IfNot(File.Exists("/usr/bin/script"), "script(1) is not installed");
        // script gives the call a terminal of its own and takes it away when the call has been answered.
        var terminal = Cli with { Through = ["/bin/sh", "-c", "script -qec \"$*\" /dev/null </dev/null | tr -d '\\r'", "sh"] };
        var job = terminal.Launch("--", "sleep", "600");
        var pid = Box.PidOf(job);
        Box.Host();
        Assert.Equal("running", Cli.Ok("status", job).State);
        Assert.True(ProcessTable.IsAlive(pid));
        Box.Finish(job);
    }

    [Fact]
    public void Should_run_with_the_umask_of_the_caller_and_not_of_whoever_started_the_host()
    {
        Cli.Ok("host", "start");
        var strict = Cli with { Through = ["/bin/sh", "-c", "umask 0137; exec \"$@\"", "sh"] };
        Assert.Equal("0137\n", Box.Stdout(strict.Ok("run", "--", "umask; touch made").JobId));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(Path.Combine(Box.Work, "made")));
        var open = Cli with { Through = ["/bin/sh", "-c", "umask 0; exec \"$@\"", "sh"] };
        Assert.Equal("0000\n", Box.Stdout(open.Ok("run", "--", "umask").JobId));
    }

    [Fact]
    public void Should_run_in_the_directory_of_the_caller_or_the_one_given()
    {
        Directory.CreateDirectory(Path.Combine(Box.Work, "real dir ü"));
        File.CreateSymbolicLink(Path.Combine(Box.Work, "link"), "real dir ü");
        Assert.Equal($"{Box.Work}\n", Box.Stdout(Cli.Ok("run", "--", "pwd").JobId));
        var linked = Cli.Ok("run", "--cwd", "link", "--", "pwd -P").JobId;
        Assert.Equal($"{Box.Work}/real dir ü\n", Box.Stdout(linked));
        Assert.Equal($"{Box.Work}/real dir ü", Box.Meta(linked).GetProperty("cwd").GetString());
    }

    [Fact]
    public void Should_give_the_job_an_empty_stdin_though_the_caller_has_one()
    {
        var piped = Cli with { Through = ["/bin/sh", "-c", "yes | head -c 100000 | \"$@\"", "sh"] };
        Assert.Equal("0\n", Box.Stdout(piped.Ok("run", "--", "wc -c").JobId));
    }

    [Fact]
    public void Should_run_with_the_limit_of_open_files_of_the_caller_and_not_of_whoever_started_the_host()
    {
        Cli.Ok("host", "start");
        var own = Cli with { Through = ["/bin/sh", "-c", "ulimit -Sn 777; exec \"$@\"", "sh"] };
        Assert.Equal("777\n", Box.Stdout(own.Ok("run", "--", "ulimit -Sn").JobId));
    }

    [Fact]
    public void Should_start_the_job_with_signals_as_a_login_shell_has_them()
    {
        var numb = Cli with { Through = ["/bin/sh", "-c", "trap '' PIPE INT HUP; exec \"$@\"", "sh"] };
        var status = Box.Stdout(numb.Ok("run", "--", "/bin/cat", "/proc/self/status").JobId);
        foreach (var mask in (string[])["SigBlk", "SigIgn"]) Assert.Contains($"{mask}:\t0000000000000000\n", status);
    }

    [Fact]
    public void Should_hand_no_descriptor_of_the_caller_to_host_keeper_or_job()
    {
        var leaky = Cli with { Through = ["/bin/sh", "-c", "exec 7>leak 8>leak2; exec \"$@\"", "sh"] };
        var job = leaky.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        foreach (var pid in (int[])[Box.Host(), Box.KeeperOf(job), Box.PidOf(job)])
            Assert.DoesNotContain(
                Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd"),
                fd => new FileInfo(fd).LinkTarget?.Contains("leak", StringComparison.Ordinal) ?? false);
        Box.Finish(job);
    }

    [Fact]
    public void Should_keep_host_and_keeper_out_of_the_directory_of_the_caller()
    {
        var job = Cli.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        foreach (var pid in (int[])[Box.Host(), Box.KeeperOf(job)]) Assert.Equal("/", new FileInfo($"/proc/{pid}/cwd").LinkTarget);
        Box.Finish(job);
    }
}
