using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Ending;
using AgentExec.Keeper.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Rules;

public sealed class ExitFileTests
{
    private static readonly ExitRecord Record = new() { Pid = 7, ExitCode = 3, OutputComplete = true };

    [Fact]
    public void Should_replace_the_record_and_leave_nothing_else()
    {
        using var folder = new JobFolder();
        using var directory = Files.OpenDirectory(folder.Path);
        var file = new ExitFile(directory);
        file.Write(Record with { OutputComplete = false }, TimeSpan.Zero);
        file.Write(Record, TimeSpan.Zero);
        Assert.Null(file.RetryAt);
        Assert.Equal(Record, folder.ExitRecord());
        Assert.Empty(Directory.GetFiles(folder.Path, ".tmp*"));
    }

    [Fact]
    public void Should_go_on_trying_less_and_less_often_where_nothing_can_be_created()
    {
        // No user creates files in sysfs.
        using var directory = Files.OpenDirectory("/sys/kernel");
        var file = new ExitFile(directory);
        file.Write(Record, TimeSpan.Zero);
        var tries = new List<double>();
        while (file.RetryAt is { } due && tries.Count < 8)
        {
            tries.Add(due.TotalMilliseconds);
            file.Retry(due - TimeSpan.FromMilliseconds(1));
            Assert.Equal(due, file.RetryAt);
            file.Retry(due);
        }

        Assert.Equal([100, 300, 700, 1500, 3100, 6300, 11300, 16300], tries);
    }

    [Fact]
    public void Should_not_wait_for_a_directory_that_is_gone()
    {
        var folder = new JobFolder();
        using var directory = Files.OpenDirectory(folder.Path);
        folder.Dispose();
        var file = new ExitFile(directory);
        file.Write(Record, TimeSpan.Zero);
        Assert.Null(file.RetryAt);
    }
}
