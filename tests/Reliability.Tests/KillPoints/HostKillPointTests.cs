using AgentExec.Posix;
using static AgentExec.Posix.KillPoints.Host;

namespace AgentExec.Reliability.Tests.KillPoints;

/// <summary>
/// Faults 1, 2, 14, 39, 41: the host is killed at each step of a job's life. The caller that was asking asks the next host and notices nothing; the command
/// runs once, its end and its output are whole, and everybody is told.
/// </summary>
public sealed class HostKillPointTests : SandboxTest
{
    // Between telling a sink and recording it a crash means telling it again: late and twice rather than never (contract B15). The last line and the end of
    // the job are told side by side.
    private static readonly string[] BetweenTellingAndRecording =
        [CommandSinkStarted, CommandSinkTold, FileSinkStarted, FileSinkTold, MatchSinksTold, MatchRecorded];

    public static TheoryData<string> Points =>
    [
        .. Posix.KillPoints.Host.All,
        .. new[] { "meta.json", "state.json", "completion_event.json", "endpoint.json", "match_cursor.json" }.Select(Posix.KillPoints.Replacing),
    ];

    [Theory]
    [MemberData(nameof(Points))]
    public void Should_lose_nothing(string point)
    {
        var job = new DoomedJob(Box, point);
        job.Is(job.Start().Ok().JobId);
        job.WatchOutput();
        job.LetGo();
        var end = job.Wait();
        Assert.Equal(("exited", 5L, "exited"), (end.State, end.Number("exit_code"), end.Text("reason")));
        job.AwaitDeath();
        job.AwaitDelivery();

        Assert.Equal((1, DoomedJob.WholeOutput), (job.Runs, job.Output));
        Assert.Equal([job.Id], Box.Jobs());
        Assert.Equal("exited", job.Cli.Ok("status", job.Id).State);
        Assert.Equal(["command", "file"], job.Recorded());
        Assert.InRange(job.Told("end.command"), 1, MostTold(point, CommandSinkRecorded));
        Assert.InRange(job.Told("end.file"), 1, MostTold(point, FileSinkRecorded));
        // A line may be on its way to its sinks when the host dies of something else.
        Assert.InRange(job.Told("line.command"), 1, point == MatchRecorded ? 1 : 2);
        Assert.InRange(job.Told("line.file"), 1, point == MatchRecorded ? 1 : 2);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Box.HostFile("new")));
    }

    private static int MostTold(string point, string recorded) =>
        BetweenTellingAndRecording.Contains(point) || point is CommandSinkRecorded or FileSinkRecorded && point != recorded
            || point == Posix.KillPoints.Replacing("completion_event.json") ? 2 : 1;
}
