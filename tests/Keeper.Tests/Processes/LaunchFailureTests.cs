using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Processes;

public sealed class LaunchFailureTests
{
    [Fact]
    public void Should_tell_a_missing_working_directory() => AssertFails(
        Orders.Run("/bin/true") with { WorkingDirectory = SpawnRequest.Bytes("/proc/nope") },
        "working directory /proc/nope: No such file or directory", Errno.NoEntry);

    [Fact]
    public void Should_tell_a_working_directory_that_is_none() => AssertFails(
        Orders.Run("/bin/true") with { WorkingDirectory = SpawnRequest.Bytes("/etc/passwd") },
        "working directory /etc/passwd: Not a directory", Errno.NotDirectory);

    [SkippableFact]
    public void Should_tell_a_working_directory_without_permission()
    {
        Skip.If(FileOwner.CurrentUser == 0, "the superuser may search every directory");
        using var folder = new JobFolder();
        Directory.CreateDirectory(folder["closed"], UnixFileMode.UserRead);
        AssertFails(
            Orders.Run("/bin/true") with { WorkingDirectory = SpawnRequest.Bytes(folder["closed"]) },
            $"working directory {folder["closed"]}: Permission denied", Errno.Access);
    }

    [Fact]
    public void Should_tell_a_missing_wrapper() => AssertFails(
        Orders.Run("no-such-shell", "-c", "true"), "program no-such-shell: not found in PATH (/usr/bin:/bin)", Errno.NoEntry);

    [Fact]
    public void Should_tell_a_missing_program_with_a_path() =>
        AssertFails(Orders.Run("/no/such/program"), "program /no/such/program: No such file or directory", Errno.NoEntry);

    [Fact]
    public void Should_tell_a_file_that_may_not_be_executed() =>
        AssertFails(Orders.Run("/etc/passwd"), "program /etc/passwd: Permission denied", Errno.Access);

    [Fact]
    public void Should_tell_a_log_that_cannot_be_written() => AssertFails(
        Orders.Run("/bin/true") with { FullLogPath = SpawnRequest.Bytes("/proc/no/log") }, "open /proc/no/log: No such file or directory", Errno.NoEntry);

    [Fact]
    public void Should_tell_a_missing_interpreter()
    {
        using var folder = new JobFolder();
        var script = Script(folder, "#!/no/such/interpreter\n");
        AssertFails(
            Orders.Run(script), $"program {script}: the interpreter that its first line or its ELF header names is missing", Errno.NoEntry);
    }

    [Fact]
    public void Should_tell_a_file_that_is_no_program()
    {
        using var folder = new JobFolder();
        var script = Script(folder, "no program\n");
        AssertFails(Orders.Run(script), $"program {script}: Exec format error", Errno.ExecFormat);
    }

    [Fact]
    public void Should_tell_arguments_that_are_too_long() => AssertFails(
        Orders.Run("/bin/true", new string('x', 200_000)),
        "argument 1 of the command has 200000 bytes, the system takes 131071; put it into a file, or give it with --stdin-file", Errno.ArgumentsTooLong);

    [Fact]
    public void Should_name_a_variable_that_is_too_long_and_not_its_value() => AssertFails(
        Orders.Run("/bin/true") with { Environment = [SpawnRequest.Bytes($"LONG={new string('x', 200_000)}")] },
        "variable LONG has 200005 bytes with its name, the system takes 131071; put the value into a file", Errno.ArgumentsTooLong);

    private static string Script(JobFolder folder, string text) => Executable.Write(folder["script"], text);

    private static void AssertFails(LaunchOrder order, string text, int errno)
    {
        using var job = KeptJob.Start(order);
        var record = job.UntilSettled();
        Assert.Equal((text, errno, true), (record.LaunchError, record.LaunchErrno, record.OutputComplete));
        Assert.Equal((null, null, 0), (record.ExitCode, record.Signal, record.Pid));
        Assert.Equal(record, job.Folder.ExitRecord());
        Assert.Null(job.Link.Next());
        job.UntilKeeperLeft();
        Assert.Equal(0, job.KeeperExitCode);
        Assert.False(File.Exists(job.Folder["keeper.sock"]));
    }
}
