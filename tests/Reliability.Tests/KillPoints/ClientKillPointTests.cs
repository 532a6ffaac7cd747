using static AgentExec.Posix.KillPoints.Client;

namespace AgentExec.Reliability.Tests.KillPoints;

/// <summary>Faults 2, 9, 41: the command line is killed at each step of a submit. There is one job or none, and what is there is supervised.</summary>
public sealed class ClientKillPointTests : SandboxTest
{
    public static TheoryData<string> Points => [.. Posix.KillPoints.Client.All];

    [Theory]
    [MemberData(nameof(Points))]
    public void Should_leave_one_job_or_none(string point)
    {
        var job = new DoomedJob(Box, point);
        var first = job.Start();
        Assert.Equal((137, ""), (first.ExitCode, first.Stdout));
        Assert.True(job.HasDied);
        if (point == Answered) job.Is(Assert.Single(Box.Jobs()));
        // What was on its way when its sender died may arrive or not; nothing else may.
        else if (point == RequestSent) job.Is(job.Cli.Ok("list", "--all").Items("jobs") is [var row] ? row.GetProperty("job_id").GetString()! : "");
        else Assert.Empty(Box.Jobs());
        if (job.Id.Length == 0) job.Is(job.Start().Ok().JobId);

        job.LetGo();
        Assert.Equal(("exited", 5L), (job.Wait().State, job.Wait().Number("exit_code")));
        job.AwaitDelivery();
        Assert.Equal((Box.Jobs().Count, DoomedJob.WholeOutput), (job.Runs, job.Output));
        Assert.InRange(job.Runs, 1, point == RequestSent ? 2 : 1);
        Assert.Equal((job.Runs, job.Runs), (job.Told("end.command"), job.Told("end.file")));
    }
}
