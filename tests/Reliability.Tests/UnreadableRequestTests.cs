using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>Fault 40: thirteen requests that cannot be meant, by somebody who speaks the protocol by himself: each is answered at once, and no actor of the host meets it.</summary>
public sealed class UnreadableRequestTests : SandboxTest
{
    private const string Run =
        "\"job_id\":\"JOB\",\"root\":\"/\",\"cwd\":\"/\",\"environment\":\"\",\"umask\":0";

    private static readonly (string Kind, string Fields)[] Hostile =
    [
        ("run", Run + ",\"command\":[null],\"shell_wrapper\":[\"sh\"]"),
        ("run", Run + ",\"command\":[\"true\"],\"shell_wrapper\":[null]"),
        ("run", Run + ",\"command\":[\"true\"],\"shell_wrapper\":[\"sh\"],\"env\":[null]"),
        ("run", Run + ",\"command\":[\"true\"],\"shell_wrapper\":[\"sh\"],\"env_files\":[null]"),
        ("exec", "\"job_id\":\"JOB\",\"caller_pid\":1,\"caller_start_ticks\":1,\"run\":{" + Run
            + ",\"command\":[\"true\"],\"shell_wrapper\":[\"sh\"],\"env\":[null],\"session\":{\"name\":\"n\",\"command\":\"true\"}}"),
        ("process", "\"call\":{\"action\":\"send-keys\",\"session_id\":\"s\",\"keys\":[null]}"),
        ("process", "\"call\":{\"action\":\"send-keys\",\"session_id\":\"s\",\"hex\":[null]}"),
        ("process", "\"call\":null"),
        ("wait-for", "\"jobs\":[null],\"wait_ms\":0"),
        ("list", "\"tags\":[null]"),
        ("tag-set", "\"job_id\":\"JOB\",\"tags\":[null]"),
        ("status", "\"job_id\":7"),
        ("kill", "\"job_id\":\"JOB\",\"signal\":\"TERM\",\"wait_ms\":0"),
    ];

    [Fact]
    public async Task Should_answer_each_at_once_and_go_on_as_before()
    {
        var job = Cli.Launch("--", "sleep 600");
        var host = Box.Host();
        using var wire = new Wire(Box);
        await using var peer = await PeerTalk.BeginAsync(wire);
        foreach (var (kind, fields) in Hostile)
            Assert.Contains("\"code\":\"invalid_request\"", await peer.AskAsync(kind, fields.Replace("JOB", job, StringComparison.Ordinal)), StringComparison.Ordinal);

        Assert.Equal("running", Cli.Ok("status", job).State);
        Assert.Equal(host, Box.Host());
        Assert.Equal(Hostile.Length, Cli.Ok("host", "status").Number("refused_messages"));
        Assert.DoesNotContain("Exception", string.Concat(Directory.GetFiles(Box.HostFile(""), "host*.log").Select(File.ReadAllText)), StringComparison.Ordinal);
        Box.Finish(job);
    }
}
