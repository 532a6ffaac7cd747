using System.Diagnostics;

namespace AgentExec.Reliability.Tests;

/// <summary>Faults 26 and 27: the host has no descriptor left when a job is to be started.</summary>
public sealed class DescriptorTests : SandboxTest
{
    private const string Tool = "/usr/bin/prlimit";

    [SkippableFact]
    public void Should_say_that_a_job_could_not_be_started_leave_nothing_of_it_and_start_the_next()
    {
        Skip.IfNot(File.Exists(Tool), "no prlimit to take descriptors away with");
        Cli.Ok("run", "--wait", "--", "true");
        var host = Box.Host();
        var open = Directory.EnumerateFileSystemEntries($"/proc/{host}/fd").Count();
        // A little more each time: what is missing is missing at one place after the other, from the connection to the last descriptor of the launch.
        for (var spare = 3; spare <= 12; spare += 3)
        {
            Limit(host, open + spare);
            using var running = Cli.Start("run", "--wait", "--", "echo ran");
            var finished = Task.Run(() => running.Finish());
            // A host that cannot even accept a connection answers when it can again.
            _ = finished.Wait(TimeSpan.FromSeconds(3));
            Limit(host, 4096);
            var run = finished.Result.Answer();
            if (run.Flag("ok")) Assert.True(run.State == "exited" || run.Text("reason") == "launch_failed", run.Json.GetRawText());
            else Assert.NotEmpty(run.Message);
            Assert.Equal(host, Box.Host());
        }

        Assert.Equal(("exited", 0L), (Cli.Ok("run", "--wait", "--", "true") is var last ? last.State : "", last.Number("exit_code")));
        Patience.Until(() => ProcessTable.WithArguments($"agent-exec-keeper {Box.Root}").Count == 0, "no keeper waits for an order that never comes");
    }

    private static void Limit(int pid, int descriptors)
    {
        using var tool = Process.Start(Tool, ["--pid", $"{pid}", $"--nofile={descriptors}:"]);
        tool.WaitForExit();
        Assert.Equal(0, tool.ExitCode);
    }
}
