using System.Text.Json;

namespace AgentExec.Reliability.Tests;

/// <summary>Fault 27: as many jobs as the host has descriptors for, and a caller that waits for each.</summary>
public sealed class FullHostTests : SandboxTest
{
    private const int Files = 100, Jobs = 10;

    // Soft and hard: the host cannot raise it.
    private Caller Limited => Cli with { Through = ["/bin/sh", "-c", $"ulimit -n {Files}; exec \"$0\" \"$@\""] };

    [Fact]
    public async Task Should_refuse_a_job_for_which_no_descriptors_are_left_and_serve_those_that_run()
    {
        Limited.Ok("host", "start");
        var host = Box.Host();
        List<Task<CliRun>> waiting = [.. Enumerable.Range(0, Jobs).Select(n => Limited.RunAsync("run", "--wait", "--request-id", $"{n}", "--", "sleep 600 & wait"))];
        Patience.Until(() => Limited.Ok("host", "status").Number("running_jobs") == Jobs, "all jobs run, as far as they are let");
        // A job counts from when it is begun; its directory enters the root a moment later.
        Patience.Until(() => Box.Jobs().Count == Jobs, "all jobs are recorded");
        var jobs = Box.Jobs().Order().ToList();

        foreach (string[] named in (string[][])[[], ["--request-id", "new"]])
        {
            var refused = Limited.Fails("too_many_jobs", ["run", .. named, "--", "touch ran"]);
            Assert.StartsWith($"{Jobs} jobs run, no more fit into the {Files} files", refused.Message, StringComparison.Ordinal);
            Assert.True(refused.Error.GetProperty("retryable").GetBoolean());
        }

        Assert.Equal(jobs, Box.Jobs().Order());
        Assert.Equal(Jobs, Directory.GetFiles(Box.HostFile("requests")).Length);
        Assert.Equal("running", Limited.Ok("status", jobs[0]).State);
        Assert.Equal(Jobs, Limited.Ok("list", "--all").Items("jobs").Count);
        Assert.True(Limited.Ok("run", "--request-id", "3", "--snapshot-after", "0", "--", "sleep 600 & wait").Flag("repeated"));

        // The next host takes in what runs, and has no more room than the one before.
        Sandbox.KillHard(host);
        Assert.Equal("running", Limited.Ok("status", jobs[0]).State);
        Limited.Fails("too_many_jobs", "run", "--", "touch ran");
        Assert.Equal("killed", Limited.Ok("kill", "--wait-ms", "20000", jobs[0]).State);
        CliRun? next = null;
        // The host is done with a job a moment after its end is told.
        Patience.Until(() => (next = Limited.Run("run", "--wait", "--", "echo ran")).ExitCode == 0, "there is room again");
        Assert.Equal(("exited", "ran\n"), (next!.Ok().State, Box.Stdout(next.Ok().JobId)));
        Assert.False(File.Exists(Path.Combine(Box.Work, "ran")));
        foreach (var job in jobs[1..]) Limited.Ok("kill", job);
        Assert.All(await Task.WhenAll(waiting), run => Assert.Equal("killed", run.Ok().State));
    }

    [Fact]
    public async Task Should_tell_every_end_though_all_come_at_once_and_descriptors_are_few()
    {
        Limited.Ok("host", "start");
        // Each notify command waits for all others: all are there at once.
        var meet = $"echo >> met; until [ $(wc -l < met) -ge {Jobs} ]; do sleep 0.05; done";
        List<Task<CliRun>> waiting =
            [.. Enumerable.Range(0, Jobs).Select(_ => Limited.RunAsync("run", "--wait", "--notify-command", meet, "--", "until [ -e go ]; do sleep 0.05; done"))];
        Patience.Until(() => Limited.Ok("host", "status").Number("running_jobs") == Jobs, "all jobs run");
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        foreach (var run in await Task.WhenAll(waiting))
        {
            Assert.Equal("exited", run.Ok().State);
            var file = Box.JobFile(run.Ok().JobId, "completion_event.json");
            LogWatch.Until(file, () => Successes(file) is [_]);
            Assert.Equal([true], Successes(file));
        }
    }

    private static List<bool> Successes(string file)
    {
        if (!File.Exists(file)) return [];
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.GetProperty("delivery_results").EnumerateArray().Select(result => result.GetProperty("success").GetBoolean())];
    }
}
