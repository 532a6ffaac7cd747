using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>Requests that break a rule, by somebody who speaks the protocol by himself: the host names the field and does nothing.</summary>
public sealed class BrokenRuleTests : SandboxTest
{
    private static readonly (string Kind, string Fields, string Says)[] Bad =
    [
        ("run", Run(",\"command\":[\"touch PROOF\\u0000x\"]"), "command must not contain a NUL"),
        ("run", Run(",\"command\":[]"), "command must have at least one word"),
        ("run", Run(",\"command\":[\"true\"]", cwd: "/tmp\\u0000x"), "cwd must not contain a NUL"),
        ("run", Run(",\"command\":[\"true\"]", cwd: "tmp"), "cwd must be an absolute path"),
        ("run", Run(",\"command\":[\"true\"],\"env\":[\"A=1\\u0000B=2\"]"), "env must not contain a NUL"),
        ("run", Run(",\"command\":[\"true\"],\"tags\":[\"a b\"]"), "tags must have letters"),
        ("run", Run(",\"command\":[\"true\"],\"tags\":[\"a\\nb\"]"), "tags must have letters"),
        ("run", Run(",\"command\":[\"true\"],\"log_max_bytes\":-5"), "log_max_bytes must be at least 0, not -5"),
        ("run", Run(",\"command\":[\"true\"],\"timeout_ms\":-1"), "timeout_ms must be from 0"),
        ("run", Run(",\"command\":[\"true\"],\"notify_timeout_ms\":0"), "notify_timeout_ms must be from 1"),
        ("kill", "\"job_id\":\"JOB\",\"signal\":99,\"wait_ms\":0", "signal must be from 1 to 31, not 99"),
        ("kill", "\"job_id\":\"JOB\",\"signal\":0,\"wait_ms\":0", "signal must be from 1 to 31, not 0"),
        ("kill", "\"job_id\":\"JOB\",\"signal\":-5,\"wait_ms\":0", "signal must be from 1 to 31, not -5"),
        ("wait", "\"job_id\":\"JOB\",\"timeout_ms\":-1", "timeout_ms must be from 0"),
        ("notify-set", "\"job_id\":\"JOB\",\"notify_timeout_ms\":0", "notify_timeout_ms must be from 1"),
        ("wait-for", "\"jobs\":[{\"job_id\":\"JOB\"}],\"until_port\":0,\"wait_ms\":0", "until_port must be from 1"),
        ("list", "\"tags\":[\"a b\"]", "tags must have tags"),
        ("gc", "\"cutoff\":\"tomorrow\",\"older_than\":\"\"", "cutoff must be empty or a time"),
    ];

    [Fact]
    public async Task Should_name_the_field_and_do_nothing()
    {
        var job = Cli.Launch("--", "sleep 600");
        var host = Box.Host();
        using var wire = new Wire(Box);
        await using var peer = await PeerTalk.BeginAsync(wire);
        foreach (var (kind, fields, says) in Bad)
        {
            var said = await peer.AskAsync(kind, fields.Replace("JOB", job, StringComparison.Ordinal));
            Assert.Contains("\"code\":\"invalid_request\"", said, StringComparison.Ordinal);
            Assert.Contains($"\"message\":\"{says}", said, StringComparison.Ordinal);
        }

        Assert.Equal("running", Cli.Ok("status", job).State);
        Assert.Equal([job], Box.Jobs());
        Assert.Equal(host, Box.Host());
        Box.Finish(job);
    }

    private static string Run(string more, string cwd = "/") =>
        $"\"job_id\":\"01J00000000000000000000000\",\"root\":\"/\",\"cwd\":\"{cwd}\",\"environment\":\"\",\"umask\":0,\"shell_wrapper\":[\"sh\"]{more}";
}
