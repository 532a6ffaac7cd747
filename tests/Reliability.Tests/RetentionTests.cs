using System.Globalization;
using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>What the host removes by itself when the disk of its root is nearly full (contract B27).</summary>
public sealed class RetentionTests : SandboxTest
{
    [SkippableFact]
    public void Should_remove_the_oldest_ended_jobs_when_less_than_five_percent_are_free()
    {
        using var disk = new SmallDisk(Box, "size=8m");
        Plant("A", hoursAgo: 9);
        Plant("B", hoursAgo: 8);
        Plant("C", hoursAgo: 7);
        // 5 % of eight megabytes are 410 kB: one job more than is free.
        disk.Fill(leave: 300_000);
        var retention = Sweep();
        Assert.Equal(["B", "C"], Box.Jobs().Order());
        Assert.Equal(("low_space", 1), (retention.GetProperty("reason").GetString(), retention.GetProperty("deleted").GetInt32()));
        Assert.True(new DriveInfo(Box.Root).AvailableFreeSpace > 500_000);
    }

    [SkippableFact]
    public void Should_remove_nothing_when_it_would_be_in_vain()
    {
        using var disk = new SmallDisk(Box, "size=64m");
        Plant("A", hoursAgo: 9);
        Plant("B", hoursAgo: 1);
        disk.Fill(leave: 300_000);
        var retention = Sweep();
        Assert.Equal(["A", "B"], Box.Jobs().Order());
        Assert.Equal(0, retention.GetProperty("deleted").GetInt32());
        Assert.Contains("free some elsewhere", retention.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private System.Text.Json.JsonElement Sweep()
    {
        var caller = Cli.With("AGENT_EXEC_HOST_RETENTION_DELAY_MS", "50");
        caller.Ok("host", "start");
        var record = Box.HostFile("retention.json");
        LogWatch.Until(record, () => File.Exists(record) && File.ReadAllText(record).Contains("last_run_at", StringComparison.Ordinal));
        return caller.Ok("host", "status").Json.GetProperty("retention");
    }

    private void Plant(string id, int hoursAgo)
    {
        Directory.CreateDirectory(Path.Combine(Box.Root, id));
        var ended = DateTime.UtcNow.AddHours(-hoursAgo).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        File.WriteAllText(Box.JobFile(id, "meta.json"), $$"""
            { "job": { "id": "{{id}}" }, "schema_version": "0.1", "command": ["true"], "created_at": "{{ended}}", "root": "{{Box.Root}}", "env_keys": [], "tags": [] }
            """);
        File.WriteAllText(Box.JobFile(id, "state.json"), $$"""
            { "job": { "id": "{{id}}", "status": "exited", "started_at": "{{ended}}" }, "result": { "exit_code": 0, "signal": null, "duration_ms": 5 },
              "pid": 1, "finished_at": "{{ended}}", "updated_at": "{{ended}}" }
            """);
        File.WriteAllText(Box.JobFile(id, "stdout.log"), new string('x', 300_000));
    }
}
