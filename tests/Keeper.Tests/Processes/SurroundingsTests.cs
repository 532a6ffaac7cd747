using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Processes;

public sealed class SurroundingsTests
{
    [Fact]
    public void Should_start_the_command_with_no_signal_blocked_ignored_or_caught()
    {
        var status = Run("/bin/cat", "/proc/self/status").Split('\n');
        foreach (var mask in (string[])["SigBlk", "SigIgn", "SigCgt", "ShdPnd", "SigPnd"])
            Assert.Contains($"{mask}:\t0000000000000000", status);
    }

    [Fact]
    public void Should_give_the_command_descriptors_0_to_2_and_no_others()
    {
        var links = Run("/bin/sh", "-c", "exec ls -l /proc/self/fd").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Contains("->", StringComparison.Ordinal)).Select(line => line.Split(' ')[^3..]).ToList();
        // ls itself has opened the directory as 3.
        Assert.Equal(["0", "1", "2", "3"], links.Select(link => link[0]));
        Assert.Equal("/dev/null", links[0][2]);
        Assert.StartsWith("pipe:", links[1][2], StringComparison.Ordinal);
        Assert.StartsWith("pipe:", links[2][2], StringComparison.Ordinal);
    }

    [Fact]
    public void Should_make_the_command_leader_of_its_own_session_and_group_without_terminal()
    {
        using var job = KeptJob.Start(Orders.Tool("show ids"));
        _ = job.Finish();
        var pid = job.Started.Pid;
        Assert.Equal($"pid {pid} group {pid} session {pid} terminal 0\n", job.Folder.Text("stdout.log"));
    }

    [Fact]
    public void Should_give_the_command_the_umask_directory_and_environment_of_the_order_and_keep_its_own()
    {
        using var folder = new JobFolder();
        Directory.CreateDirectory(folder["ümlaut dir"]);
        var order = Orders.Tool("show umask cwd env") with
        {
            Umask = 0x17 /* 027 */,
            WorkingDirectory = SpawnRequest.Bytes(folder["ümlaut dir"]),
            Environment = [SpawnRequest.Bytes("A=b=c"), SpawnRequest.Bytes("EMPTY=")],
        };
        using var job = KeptJob.Start(order);
        _ = job.Finish();
        var lines = job.Folder.Text("stdout.log").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["umask 27", $"cwd {folder["ümlaut dir"]}", "A=b=c", "EMPTY="], [.. lines[..2], .. lines[2..].Order(StringComparer.Ordinal)]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(job.Folder["exit.json"]));
    }

    [Fact]
    public void Should_give_the_command_the_limits_nice_value_and_oom_score_of_the_order_and_keep_its_own()
    {
        string[] own = ["limits", "oom_score_adj", "stat"];
        var before = own.ToDictionary(name => name, name => Fact(Environment.ProcessId, name));
        var limits = Enumerable.Range(0, ResourceLimit.Count).Select(resource => ResourceLimit.Of(resource).Soft).ToArray();
        // The address space is set behind the spawn, so the command looks until it is there.
        (limits[0], limits[ResourceLimit.FileSize], limits[3], limits[ResourceLimit.AddressSpace]) = (3600, 1 << 20, 1 << 20, 1UL << 32);
        var order = Orders.Shell("until grep -q '^Max address space *4294967296 ' /proc/$$/limits; do :; done; cat /proc/$$/limits /proc/$$/oom_score_adj; nice; read x < wait") with
        {
            Limits = new CallerLimits { Soft = limits, Niceness = 7, OomScoreAdj = 500 },
        };
        using var folder = new JobFolder();
        using (var pipe = KeptJob.Start("/usr/bin/mkfifo", folder["wait"])) Assert.Equal(0, pipe.Finish().ExitCode);
        using var job = KeptJob.Start(order with { WorkingDirectory = SpawnRequest.Bytes(folder.Path) }).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "\n7\n");
        Assert.Equal(before, own.ToDictionary(name => name, name => Fact(job.KeeperPid, name)));
        File.WriteAllText(folder["wait"], "\n");
        _ = job.UntilExited();
        Assert.Equal(0, job.UntilSettled().ExitCode);
        job.UntilKeeperLeft();
        var said = job.Folder.Text("stdout.log");
        foreach (var line in (string[])["Max cpu time              3600 ", "Max file size             1048576 ", "Max stack size            1048576 "]) Assert.Contains(line, said);
        Assert.EndsWith("\n500\n7\n", said);
    }

    [Fact]
    public void Should_start_a_command_under_the_tightest_limits_that_let_it_run()
    {
        // No process either: without the right to more, the first spawn is refused. Of the memory the keeper has far more than a program needs.
        var limits = new ulong[ResourceLimit.Count];
        (limits[0], limits[3], limits[ResourceLimit.OpenFiles]) = (1, 128 << 10, 8);
        (limits[ResourceLimit.Data], limits[ResourceLimit.AddressSpace]) = (64 << 20, 256 << 20);
        using var job = KeptJob.Start(Orders.Run("/bin/echo", "on") with { Limits = new CallerLimits { Soft = limits, Niceness = 19, OomScoreAdj = 1000 } });
        Assert.Equal(0, job.Finish().ExitCode);
        Assert.Equal("on\n", job.Folder.Text("stdout.log"));
        Assert.True(File.Exists(job.Folder["exit.json"]));
    }

    [Fact]
    public void Should_run_a_relative_program_from_the_directory_of_the_order()
    {
        var order = Orders.Run("bin/sh", "-c", "echo $0") with { WorkingDirectory = SpawnRequest.Bytes("/usr") };
        using var job = KeptJob.Start(order);
        Assert.Equal(0, job.Finish().ExitCode);
        Assert.Equal("bin/sh\n", job.Folder.Text("stdout.log"));
    }

    [Fact]
    public void Should_take_names_that_are_not_utf8()
    {
        using var folder = new JobFolder();
        var order = Orders.Shell("mkdir \"$(printf 'd\\377')\" && ln -s /bin/pwd \"$(printf 'd\\377/p\\376')\"") with
        {
            WorkingDirectory = SpawnRequest.Bytes(folder.Path),
        };
        using (var job = KeptJob.Start(order)) Assert.Equal(0, job.Finish().ExitCode);
        byte[] strange = [.. SpawnRequest.Bytes(folder.Path), .. "/d"u8, 0xFF];
        using var second = KeptJob.Start(order with { Arguments = [[(byte)'.', (byte)'/', (byte)'p', 0xFE]], WorkingDirectory = strange });
        Assert.Equal(0, second.Finish().ExitCode);
        Assert.Equal([.. strange, (byte)'\n'], File.ReadAllBytes(second.Folder["stdout.log"]));
        // .NET cannot delete what it cannot name.
        using var cleaner = KeptJob.Start(Orders.Shell("rm -r d*") with { WorkingDirectory = SpawnRequest.Bytes(folder.Path) });
        Assert.Equal(0, cleaner.Finish().ExitCode);
    }

    [Fact]
    public void Should_give_the_command_an_empty_stdin() => Assert.Equal("0\n", Run("/bin/sh", "-c", "wc -c"));

    [Fact]
    public void Should_stay_below_5_MB()
    {
        using var job = KeptJob.Start(Orders.Tool("print stdout 100 -- trap 10 0")).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        Assert.InRange(ProcessTable.Kilobytes(job.KeeperPid, "VmRSS"), 1000, 5 * 1024);
        job.Signal(10);
        _ = job.UntilExited();
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
    }

    // Of stat the nice value, which is the nineteenth field and the seventeenth behind the name.
    private static string Fact(int pid, string name)
    {
        var text = File.ReadAllText($"/proc/{pid}/{name}");
        return name == "stat" ? text[(text.LastIndexOf(')') + 2)..].Split(' ')[16] : text;
    }

    private static string Run(params string[] command)
    {
        using var job = KeptJob.Start(command);
        Assert.Equal(0, job.Finish().ExitCode);
        return job.Folder.Text("stdout.log");
    }
}
