using System.Globalization;

namespace AgentExec.Contract.Tests;

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B27_Retention : InWorld
{
    // Of this test: another may have run for minutes before.
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    public B27_Retention() => Environment["AGENT_EXEC_HOST_RETENTION_DELAY_MS"] = "50";

    [Fact]
    public void B27_1_limits()
    {
        Configure("keep_days = '30d'\nmax_bytes = 250000");
        Plant("OLD", days: 31);
        Plant("A", days: 3, bytes: 100_000);
        Plant("B", days: 2, bytes: 100_000);
        Plant("C", days: 1, bytes: 100_000);
        Plant("NOW", days: 0, bytes: 300_000);
        var running = Launch("--", "exec sleep 600");
        Ok("host", "stop");
        MakeDue();
        var status = Sweep();
        Assert.Equal(["B", "C", "NOW", running], Jobs().OrderBy(name => name.Length).ThenBy(name => name));
        Assert.Equal(("daily", 2L, 30L, 250_000L), (status.Text("reason"), status.Number("deleted"), status.Number("keep_days"), status.Number("max_bytes")));
        Assert.True(status.Number("freed_bytes") > 100_000);
        Assert.True(status.Flag("auto"));
        Assert.InRange(Age(status.Text("last_run_at")), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(10));
        Assert.InRange(-Age(status.Text("next_run_at")), TimeSpan.FromHours(23), TimeSpan.FromHours(25));
        Finish(running);
    }

    [Fact]
    public void B27_2_first_day()
    {
        Plant("OLD", days: 400);
        Ok("host", "start");
        LogWatch.Until(Record, () => File.Exists(Record));
        var status = Ok("host", "status").At("retention");
        Assert.Equal(["OLD"], Jobs());
        Assert.False(status.Has("last_run_at"));
        Assert.InRange(-Age(status.Text("next_run_at")), TimeSpan.FromHours(23), TimeSpan.FromHours(25));
        Assert.Equal((30L, 20L << 30), (status.Number("keep_days"), status.Number("max_bytes")));
    }

    [Theory]
    [InlineData("auto = false", false, null)]
    [InlineData("keep_days = -1", null, "keep_days")]
    [InlineData("keep_days = ", null, "line 2")]
    public void B27_3_off(string configuration, bool? auto, string? error)
    {
        Configure(configuration);
        Plant("OLD", days: 400);
        MakeDue();
        Run("host", "start");
        // The host puts the next sweep off when this one is switched off, and logs why it cannot know.
        if (error is null) LogWatch.Until(Record, () => !File.ReadAllText(Record).Contains(Text(_now), StringComparison.Ordinal));
        else LogWatch.UntilContains(JobFile(".host", "host.log"), "no jobs are removed");
        var status = Ok("host", "status").At("retention");
        Assert.Equal(["OLD"], Jobs());
        Assert.Equal(auto, status.Has("auto") ? status.Flag("auto") : null);
        Assert.Equal(error is null, !status.Has("error"));
        if (error is not null) Assert.Contains(error, status.Text("error"), StringComparison.Ordinal);
    }

    private string Record => JobFile(".host", "retention.json");

    private Json Sweep()
    {
        Ok("host", "start");
        LogWatch.Until(Record, () => File.ReadAllText(Record).Contains("last_run_at", StringComparison.Ordinal));
        return Ok("host", "status").At("retention");
    }

    private void MakeDue()
    {
        Directory.CreateDirectory(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(JobFile(".host", ""), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(Record, $$"""{"next_run_at":"{{Text(_now)}}"}""");
    }

    private void Configure(string table) => File.WriteAllText(
        Path.Combine(Directory.CreateDirectory(this["config/agent-exec"]).FullName, "config.toml"), $"[gc]\n{table}\n");

    private void Plant(string id, int days, int bytes = 10)
    {
        Directory.CreateDirectory(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(JobFile(id, ""));
        var ended = Text(_now.AddDays(-days));
        File.WriteAllText(JobFile(id, "meta.json"), $$"""
            { "job": { "id": "{{id}}" }, "schema_version": "0.1", "command": ["true"], "created_at": "{{ended}}", "root": "{{Root}}", "env_keys": [], "tags": [] }
            """);
        File.WriteAllText(JobFile(id, "state.json"), $$"""
            { "job": { "id": "{{id}}", "status": "exited", "started_at": "{{ended}}" }, "result": { "exit_code": 0, "signal": null, "duration_ms": 5 },
              "pid": 1, "finished_at": "{{ended}}", "updated_at": "{{ended}}" }
            """);
        File.WriteAllText(JobFile(id, "stdout.log"), new string('x', bytes));
    }

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private TimeSpan Age(string time) => _now - DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
