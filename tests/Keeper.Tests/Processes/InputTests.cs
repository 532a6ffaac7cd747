using System.Text;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Processes;

public sealed class InputTests
{
    [Fact]
    public void Should_write_to_a_command_and_end_its_input()
    {
        using var job = KeptJob.Start(Piped(Orders.Run("/bin/cat"))).UntilStarted();
        Assert.Equal((6, InputOutcome.Taken), Write(job, "hello\n"));
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "hello\n");
        Assert.Equal((7, InputOutcome.Taken), Write(job, "grüß\n"));
        Assert.Equal((0, InputOutcome.Taken), Close(job));
        Assert.Equal(0, job.UntilExited().ExitCode);
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.Equal("hello\ngrüß\n", job.Folder.Text("stdout.log"));
    }

    [Fact]
    public void Should_give_the_command_an_input_that_waits()
    {
        using var job = KeptJob.Start(Piped(Orders.Shell("readlink /proc/self/fd/0; grep -h flags /proc/self/fdinfo/0; read line; echo got $line"))).UntilStarted();
        // O_NONBLOCK is 04000: most programs take EAGAIN for an error.
        Assert.Contains("flags:\t00\n", LogWatch.UntilContains(job.Folder["stdout.log"], "flags:"), StringComparison.Ordinal);
        Assert.StartsWith("pipe:[", job.Folder.Text("stdout.log"), StringComparison.Ordinal);
        _ = Write(job, "it\n");
        _ = job.UntilExited();
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.EndsWith("got it\n", job.Folder.Text("stdout.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_go_on_with_output_and_signals_while_the_input_is_full()
    {
        using var job = KeptJob.Start(Piped(Orders.Shell("trap 'echo trapped; exit 3' USR1; echo ready; while :; do sleep 0.01; done"))).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "ready");
        var full = Enumerable.Range(0, 4).Select(_ => new InputOrder(Guid.NewGuid(), 60_000, new byte[InputOrder.MostBytes], [])).ToList();
        foreach (var order in full) job.Link.Send(order.ToFrame());
        // Two fit whole into a pipe of 64 KiB; the third does in part, and waits.
        Assert.Equal([full[0].Id, full[1].Id], [Next(job).Id, Next(job).Id]);
        var brief = new InputOrder(Guid.NewGuid(), 20, "x"u8.ToArray(), []);
        job.Link.Send(brief.ToFrame());
        Assert.Equal(new InputTakenFact(brief.Id, 0, InputOutcome.TimedOut), Next(job));
        job.Signal(10);
        // What was not taken cannot be any more.
        var rest = new[] { Next(job), Next(job) };
        Assert.Equal([(full[2].Id, InputOutcome.Broken), (full[3].Id, InputOutcome.Broken)], rest.Select(fact => (fact.Id, fact.Outcome)));
        Assert.InRange(rest[0].Bytes, 1, InputOrder.MostBytes - 1);
        Assert.Equal(3, job.UntilExited().ExitCode);
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.EndsWith("trapped\n", job.Folder.Text("stdout.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_keep_the_deadline_while_the_input_is_full()
    {
        using var job = KeptJob.Start(Piped(Orders.Run("/bin/sleep", "1000").WithTimeout(0.5, 0.5))).UntilStarted();
        for (var i = 0; i < 4; i++) job.Link.Send(new InputOrder(Guid.NewGuid(), 60_000, new byte[InputOrder.MostBytes], []).ToFrame());
        for (var i = 0; i < 4; i++) _ = Next(job);
        Assert.Equal((15, "timeout"), (job.UntilExited() is var end ? end.Signal : null, end.Cause));
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
    }

    [Fact]
    public void Should_write_nothing_twice_for_a_host_that_comes_later()
    {
        using var job = KeptJob.Start(Piped(Orders.Run("/bin/cat"))).UntilStarted();
        var order = Order("once\n");
        Assert.Equal((5, InputOutcome.Taken), Answer(job, order));
        job.LoseHost();
        job.NewHost();
        _ = job.UntilStarted();
        Assert.Equal((5, InputOutcome.Taken), Answer(job, order));
        _ = Close(job);
        _ = job.UntilExited();
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.Equal("once\n", job.Folder.Text("stdout.log"));
    }

    [Fact]
    public void Should_answer_the_host_that_comes_later_for_an_order_under_way()
    {
        using var job = KeptJob.Start(Piped(Orders.Shell("read go; cat >/dev/null; echo done"))).UntilStarted();
        var orders = Enumerable.Range(0, 4).Select(_ => new InputOrder(Guid.NewGuid(), 60_000, Lines(), [])).ToList();
        foreach (var order in orders) job.Link.Send(order.ToFrame());
        job.LoseHost();
        job.NewHost();
        _ = job.UntilStarted();
        foreach (var order in orders) job.Link.Send(order.ToFrame());
        Assert.All(orders, order => Assert.Equal(new InputTakenFact(order.Id, order.Bytes.Length, InputOutcome.Taken), Next(job)));
        _ = Close(job);
        _ = job.UntilExited();
        _ = job.UntilSettled();
        job.UntilKeeperLeft();

        static byte[] Lines() => [.. Enumerable.Repeat((byte)'\n', InputOrder.MostBytes)];
    }

    [Fact]
    public void Should_say_that_the_command_reads_no_more()
    {
        using var job = KeptJob.Start(Piped(Orders.Shell("exec <&-; echo closed; exec sleep 1000"))).UntilStarted();
        _ = LogWatch.UntilContains(job.Folder["stdout.log"], "closed");
        Assert.Equal((0, InputOutcome.Broken), Write(job, "x"));
        Assert.Equal((0, InputOutcome.Broken), Write(job, "y"));
        job.Signal(9);
        _ = job.UntilExited();
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.Equal(0, job.KeeperExitCode);
    }

    [Fact]
    public void Should_end_the_input_of_descendants_with_the_command()
    {
        using var job = KeptJob.Start(Piped(Orders.Shell("exec 3<&0; cat <&3 & exit 5"))).UntilStarted();
        Assert.Equal(5, job.UntilExited().ExitCode);
        var end = job.UntilSettled();
        if (!end.OutputComplete) end = job.UntilSettled();
        Assert.True(end.OutputComplete);
        job.UntilKeeperLeft();
    }

    [Fact]
    public void Should_say_that_there_is_no_input()
    {
        using var job = KeptJob.Start(Orders.Run("/bin/sleep", "1000")).UntilStarted();
        Assert.Equal((0, InputOutcome.Closed), Write(job, "x"));
        Assert.Equal((0, InputOutcome.Closed), Close(job));
        job.Link.Send(TerminalSize.Default.ToFrame());
        job.Signal(9);
        _ = job.UntilExited();
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
    }

    [Fact]
    public void Should_close_the_link_of_an_end_of_input_with_bytes()
    {
        using var job = KeptJob.Start(Piped(Orders.Run("/bin/cat"))).UntilStarted();
        using (var hostile = HostSide.Connect(job.Folder.Path))
        {
            Assert.Equal(KeeperFrameKind.Started, hostile.Next()?.Kind);
            hostile.Send(Order("x").ToFrame(KeeperFrameKind.CloseInput));
            Assert.Null(hostile.Next());
        }

        _ = Close(job);
        _ = job.UntilExited();
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.Equal("", job.Folder.Text("stdout.log"));
    }

    [Fact]
    public void Should_hand_over_bytes()
    {
        var bytes = new byte[1_000_000];
        Random.Shared.NextBytes(bytes);
        using var job = KeptJob.Start(With(Orders.Run("/bin/cat"), new CommandStreams { Stdin = StdinKind.Bytes, StdinBytes = bytes }));
        Assert.Equal(0, job.Finish().ExitCode);
        Assert.Equal(bytes, File.ReadAllBytes(job.Folder["stdout.log"]));
    }

    [Fact]
    public void Should_hand_over_a_file_from_its_beginning()
    {
        using var folder = new JobFolder();
        File.WriteAllText(folder["input"], "from a file\n");
        using var job = KeptJob.Start(FromFile(Orders.Shell("cat; grep flags /proc/self/fdinfo/0"), folder["input"]));
        _ = job.Finish();
        var output = job.Folder.Text("stdout.log");
        Assert.StartsWith("from a file\n", output, StringComparison.Ordinal);
        // Large file, and nothing else: it may be waited for.
        Assert.DoesNotContain("4000", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_not_wait_for_the_writer_of_a_fifo()
    {
        using var folder = new JobFolder();
        Nodes.MakeFifo(folder["fifo"]);
        using var job = KeptJob.Start(FromFile(Orders.Run("/bin/cat"), folder["fifo"]));
        Assert.Equal(0, job.Finish().ExitCode);
        Assert.Equal("", job.Folder.Text("stdout.log"));
    }

    [Theory]
    [InlineData("/no/such/file", "No such file or directory", Errno.NoEntry)]
    [InlineData("/etc", "Is a directory", Errno.IsDirectory)]
    [InlineData("/etc/passwd/x", "Not a directory", Errno.NotDirectory)]
    public void Should_tell_an_input_file_that_cannot_be_read(string path, string why, int errno)
    {
        using var job = KeptJob.Start(FromFile(Orders.Run("/bin/cat"), path));
        var record = job.UntilSettled();
        Assert.Equal(($"input file {path}: {why}", errno, 0), (record.LaunchError, record.LaunchErrno, record.Pid));
        job.UntilKeeperLeft();
    }

    private static LaunchOrder Piped(LaunchOrder order) => With(order, new CommandStreams { Stdin = StdinKind.Pipe });

    private static LaunchOrder FromFile(LaunchOrder order, string path) =>
        With(order, new CommandStreams { Stdin = StdinKind.File, StdinPath = SpawnRequest.Bytes(path) });

    private static LaunchOrder With(LaunchOrder order, CommandStreams streams) => order with { Streams = streams };

    private static InputOrder Order(string text) => new(Guid.NewGuid(), 10_000, Encoding.UTF8.GetBytes(text), []);

    private static (int, InputOutcome) Write(KeptJob job, string text) => Answer(job, Order(text));

    private static (int, InputOutcome) Close(KeptJob job) => Answer(job, Order(""), KeeperFrameKind.CloseInput);

    private static (int, InputOutcome) Answer(KeptJob job, InputOrder order, KeeperFrameKind kind = KeeperFrameKind.Input)
    {
        job.Link.Send(order.ToFrame(kind));
        var fact = Next(job);
        Assert.Equal(order.Id, fact.Id);
        return (fact.Bytes, fact.Outcome);
    }

    private static InputTakenFact Next(KeptJob job) => InputTakenFact.Decode(job.Expect(KeeperFrameKind.InputTaken).Payload);
}
