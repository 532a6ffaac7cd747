using AgentExec.Client;
using AgentExec.Contracts.Errors;

namespace AgentExec.Sessions.Tests;

/// <summary>A .NET service runs jobs: what it gives up on it can find, and what nobody may run is refused.</summary>
public sealed class ClientRunTests : ClientTest
{
    [Fact]
    public async Task Should_name_the_job_that_goes_on_when_a_run_is_cancelled()
    {
        await using var client = NewClient();
        using var patience = new CancellationTokenSource();
        var running = client.RunAsync(new RunOptions { Command = ["touch begun; exec sleep 600"], Cwd = Box.Work, Wait = true }, patience.Token);
        var begun = Path.Combine(Box.Work, "begun");
        await Task.Factory.StartNew(() => LogWatch.Until(begun, () => File.Exists(begun)), TaskCreationOptions.LongRunning);
        await patience.CancelAsync();
        var left = await Assert.ThrowsAsync<JobLeftException>(() => running);
        Assert.Equal((Box.Jobs().Single(), patience.Token), (left.JobId, left.CancellationToken));
        Assert.Equal("killed", (await client.KillAsync(left.JobId, 15, TimeSpan.FromSeconds(20))).State.ToString(), ignoreCase: true);
    }

    [Fact]
    public async Task Should_run_nothing_that_breaks_a_rule()
    {
        using (var client = NewClient())
        {
            var job = await client.RunAsync(new RunOptions { Command = ["sleep 600"], SnapshotAfter = TimeSpan.Zero });
            foreach (var signal in (int[])[99, 0, -5])
                Assert.Equal(ErrorCode.InvalidRequest, (await Assert.ThrowsAsync<AgentExecException>(() => client.KillAsync(job.JobId, signal, TimeSpan.Zero))).Error.Code);
            foreach (var options in (RunOptions[])[Touch with { LogMaxBytes = -5 }, Touch with { Tags = ["a b"] }, Touch with { Command = ["touch PROOF\0x"] }])
                Assert.Equal(ErrorCode.InvalidRequest, (await Assert.ThrowsAsync<AgentExecException>(() => client.RunAsync(options))).Error.Code);
            Assert.Equal([job.JobId], Box.Jobs());
            Assert.False(File.Exists(Path.Combine(Box.Work, "PROOF")));
            await client.KillAsync(job.JobId, 9, TimeSpan.FromSeconds(20));
        }
    }

    private RunOptions Touch => new() { Command = ["touch PROOF"], Cwd = Box.Work };
}
