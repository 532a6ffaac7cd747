using System.Text;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Tests.Support;

namespace AgentExec.Keeper.Tests.Processes;

public sealed class ArrivalTests
{
    private static readonly CommandStreams Recorded = new() { Stdin = StdinKind.Pipe, RecordArrival = true };

    [Fact]
    public void Should_record_the_order_in_which_both_streams_come()
    {
        using var job = KeptJob.Start(Orders.Shell("while read line; do echo $line; echo $line >&2; done") with { Streams = Recorded }).UntilStarted();
        var expected = new StringBuilder();
        foreach (var word in (string[])["one", "grün", "three"])
        {
            job.Link.Send(new InputOrder(Guid.NewGuid(), 1000, Encoding.UTF8.GetBytes(word + "\n"), []).ToFrame());
            _ = job.Expect(KeeperFrameKind.InputTaken);
            LogWatch.Until(job.Folder["stderr.log"], () => job.Folder.Text("stderr.log").EndsWith(word + "\n", StringComparison.Ordinal));
            expected.Append(word).Append('\n').Append(word).Append('\n');
        }

        job.Link.Send(new InputOrder(Guid.NewGuid(), 1000, [], []).ToFrame(KeeperFrameKind.CloseInput));
        _ = job.Expect(KeeperFrameKind.InputTaken);
        _ = job.UntilExited();
        _ = job.UntilSettled();
        job.UntilKeeperLeft();
        Assert.Equal(expected.ToString(), Read(job.Folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(job.Folder[JobFiles.Arrival]));
    }

    [Fact]
    public void Should_make_no_file_for_stdout_alone_or_when_it_is_not_asked_for()
    {
        using (var one = KeptJob.Start(Orders.Shell("echo a") with { Streams = Recorded }))
        {
            _ = one.Finish();
            Assert.False(File.Exists(one.Folder[JobFiles.Arrival]));
        }

        using var plain = KeptJob.Start(Orders.Shell("echo a; echo b >&2; echo c"));
        _ = plain.Finish();
        Assert.False(File.Exists(plain.Folder[JobFiles.Arrival]));
    }

    [Fact]
    public void Should_capture_though_the_order_cannot_be_written_and_write_it_later()
    {
        using var folder = new JobFolder();
        Directory.CreateDirectory(folder[JobFiles.Arrival]);
        using var job = KeptJob.Start(Orders.Shell("echo a; echo b >&2; read go; echo c; echo done >&2") with { Streams = Recorded }, folder).UntilStarted();
        _ = LogWatch.UntilContains(folder["stderr.log"], "b");
        Directory.Delete(folder[JobFiles.Arrival]);
        job.Link.Send(new InputOrder(Guid.NewGuid(), 1000, "\n"u8.ToArray(), []).ToFrame());
        _ = job.Expect(KeeperFrameKind.InputTaken);
        _ = job.UntilExited();
        Assert.True(job.UntilSettled().OutputComplete);
        job.UntilKeeperLeft();
        Assert.Equal("a\nb\nc\ndone\n", Read(folder));
    }

    [Fact]
    public void Should_hold_every_byte_of_a_flood_of_both_once()
    {
        using var job = KeptJob.Start(
            Orders.Shell("i=0; while [ $i -lt 3000 ]; do echo out $i; echo err $i >&2; i=$((i+1)); done") with { Streams = Recorded });
        var end = job.Finish();
        var read = Read(job.Folder);
        Assert.Equal(end.StdoutBytes + end.StderrBytes, read.Length);
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"out {i}"), read.Split('\n').Where(line => line.StartsWith("out", StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"err {i}"), read.Split('\n').Where(line => line.StartsWith("err", StringComparison.Ordinal)));
    }

    private static string Read(JobFolder folder)
    {
        var (stdout, stderr) = (File.ReadAllBytes(folder["stdout.log"]), File.ReadAllBytes(folder["stderr.log"]));
        var entries = File.ReadAllBytes(folder[JobFiles.Arrival]).Chunk(ArrivalEntry.Size).Select(bytes => ArrivalEntry.Read(bytes));
        var all = entries.Prepend(default).Append(new ArrivalEntry(false, stdout.Length, stderr.Length)).ToList();
        var read = new List<byte>();
        foreach (var (entry, next) in all.Zip(all.Skip(1)))
            read.AddRange(entry.IsStderr ? stderr[(int)entry.StderrBytes..(int)next.StderrBytes] : stdout[(int)entry.StdoutBytes..(int)next.StdoutBytes]);
        return Encoding.UTF8.GetString([.. read]);
    }
}
