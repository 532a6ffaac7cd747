using System.Net.Security;
using System.Text;
using static AgentExec.Reliability.Tests.Support.Wire;

namespace AgentExec.Reliability.Tests.Support;

/// <summary>Somebody who speaks the protocol by himself, request by request, and hears the answers.</summary>
internal sealed class PeerTalk : IAsyncDisposable
{
    private readonly SslStream _tls;
    private readonly int _port;
    private int _asked;

    private PeerTalk(SslStream tls, int port) => (_tls, _port) = (tls, port);

    public ValueTask DisposeAsync() => _tls.DisposeAsync();

    public static async Task<PeerTalk> BeginAsync(Wire wire)
    {
        var tls = await wire.ConnectAsync();
        await tls.WriteAsync(Associate());
        return new PeerTalk(tls, wire.Port);
    }

    /// <summary>What came back for this request, as text of the wire.</summary>
    public async Task<string> AskAsync(string kind, string fields)
    {
        var id = $"mine-{_asked++}.";
        await _tls.WriteAsync(Message(_port, kind, $"{{\"request_id\":\"{id}\",\"protocol\":3,{fields}}}"));
        var said = "";
        while (!said.Contains($"\"request_id\":\"{id}\"", StringComparison.Ordinal)) said += await HearAsync($"{kind} {fields}");
        return said;
    }

    private async Task<string> HearAsync(string what)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            var count = await _tls.ReadAsync(buffer).AsTask().WaitAsync(Patience.Limit);
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
