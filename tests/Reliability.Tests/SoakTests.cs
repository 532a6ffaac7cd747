using AgentExec.Load.Soak;
using Xunit.Abstractions;

namespace AgentExec.Reliability.Tests;

/// <summary>Faults 1, 36, 38 and 41, in the short: `bench/Load soak` is the same with thousands of jobs.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Seed = 20;

    [Fact]
    public async Task Should_know_the_true_end_of_every_job_though_the_host_is_killed_again_and_again()
    {
        var options = new SoakOptions(
            Path.GetDirectoryName(NativePrograms.Cli)!, Jobs: 40, TimeSpan.FromSeconds(10), KillEvery: TimeSpan.FromSeconds(4), KeeperKills: 1, Seed);
        using var lines = new StringWriter();
        var good = await SoakRun.RunAsync(options, lines);
        output.WriteLine(lines.ToString());
        Assert.True(good, lines.ToString());
    }
}
