using static AgentExec.Posix.KillPoints.Keeper;

namespace AgentExec.Reliability.Tests.KillPoints;

/// <summary>
/// Faults 2, 3, 14: the keeper is killed at each step of its life. The command runs at most once; its end is the true one where somebody saw it, else
/// <c>lost</c>, never an invented code; nothing of it stays behind, and everybody is told.
/// </summary>
public sealed class KeeperKillPointTests : SandboxTest
{
    public static TheoryData<string> Points => [.. Posix.KillPoints.Keeper.All, Posix.KillPoints.Replacing("exit.json")];

    [Theory]
    [MemberData(nameof(Points))]
    public void Should_tell_the_truth(string point)
    {
        var job = new DoomedJob(Box, point);
        job.Is(job.Start().Ok().JobId);
        // What it leaves running is stopped, not waited for.
        if (Survives(point)) job.LetGo();
        var end = job.Wait();
        job.AwaitDeath();
        job.AwaitDelivery();

        if (Survives(point)) Assert.Equal(("exited", 5L, "exited", 1), (end.State, end.Number("exit_code"), end.Text("reason"), job.Runs));
        else Assert.Equal(("failed", "lost", false), (end.State, end.Text("reason"), end.Has("exit_code")));
        Assert.InRange(job.Runs, 0, point is OrderTaken or LogsOpened ? 0 : 1);
        Assert.StartsWith(job.Output, DoomedJob.WholeOutput, StringComparison.Ordinal);
        Assert.Equal([job.Id], Box.Jobs());
        Assert.Equal(["command", "file"], job.Recorded());
        Assert.Equal((1, 1), (job.Told("end.command"), job.Told("end.file")));
    }

    // Before it took the order another one is started; once the command had ended the kernel, or its own record, tells how.
    private static bool Survives(string point) =>
        point is Begun or EndSeen or ExitWritten or SettledTold || point == Posix.KillPoints.Replacing("exit.json");
}
