using System.Net.Security;
using System.Text;
using AgentExec.Reliability.Tests.Support;
using static AgentExec.Reliability.Tests.Support.Wire;

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
        await using var tls = await wire.ConnectAsync();
        await tls.WriteAsync(Associate());
        var said = "";
        for (var i = 0; i < Hostile.Length; i++)
        {
            var (kind, fields) = Hostile[i];
            await tls.WriteAsync(Message(wire.Port, kind, $"{{\"request_id\":\"mine-{i}.\",\"protocol\":3,{fields.Replace("JOB", job, StringComparison.Ordinal)}}}"));
            while (!said.Contains($"\"request_id\":\"mine-{i}.\"", StringComparison.Ordinal)) said += await HearAsync(tls, $"{kind} {fields}");
            Assert.Contains("\"code\":\"invalid_request\"", said, StringComparison.Ordinal);
            said = "";
        }

        Assert.Equal("running", Cli.Ok("status", job).State);
        Assert.Equal(host, Box.Host());
        Assert.Equal(Hostile.Length, Cli.Ok("host", "status").Number("refused_messages"));
        Assert.DoesNotContain("Exception", string.Concat(Directory.GetFiles(Box.HostFile(""), "host*.log").Select(File.ReadAllText)), StringComparison.Ordinal);
        Box.Finish(job);
    }

    private static async Task<string> HearAsync(SslStream tls, string what)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            var count = await tls.ReadAsync(buffer).AsTask().WaitAsync(Patience.Limit);
            Assert.True(count > 0, $"the host hung up at {what}");
            return Encoding.UTF8.GetString(buffer, 0, count);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"no answer to {what}");
        }
    }

    private static byte[] Message(int port, string kind, string json)
    {
        byte[] payload = [.. Field(1, json), .. Field(2, 7001UL), .. Field(3, kind)];
        byte[] envelope =
        [
            .. Field(1, Field(1, $"akka.ssl.tcp://agent-exec@127.0.0.1:{port}/user/gateway")), .. Field(2, payload),
            .. Field(4, Field(1, "akka.ssl.tcp://mine@127.0.0.1:1/temp/mine")), .. Fixed(5, ulong.MaxValue),
        ];
        return Frame(Field(1, Field(2, envelope)));
    }

    // Whose name nobody else has: port 1 is never listened on here, so what is answered comes back on this connection.
    private static byte[] Associate()
    {
        byte[] address = [.. Field(1, "mine"), .. Field(2, "127.0.0.1"), .. Field(3, 1UL), .. Field(4, "ssl.tcp")];
        return Frame(Field(2, [.. Field(1, 1UL), .. Field(2, [.. Field(1, address), .. Fixed(2, 4711UL)])]));
    }
}
