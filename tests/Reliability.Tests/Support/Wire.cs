using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using AgentExec.Posix;

namespace AgentExec.Reliability.Tests.Support;

/// <summary>The port of a host for somebody who has the root's certificate and knows how Akka frames what it says.</summary>
internal sealed class Wire : IDisposable
{
    private readonly Sandbox _box;
    private readonly X509Certificate2 _identity;

    public Wire(Sandbox box)
    {
        (_box, Port) = (box, JsonNode.Parse(File.ReadAllText(box.HostFile("endpoint.json")))!["port"]!.GetValue<int>());
        var pem = File.ReadAllText(box.HostFile("identity.pem"));
        _identity = X509Certificate2.CreateFromPem(pem, pem);
    }

    public int Port { get; }

    public void Dispose() => _identity.Dispose();

    public async Task<SslStream> ConnectAsync()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, Port);
        return await SecureAsync(client.GetStream());
    }

    /// <summary>What a client says first of all to a TLS server, before it has heard anything.</summary>
    public async Task<byte[]> HelloAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var accepted = await listener.AcceptTcpClientAsync();
        var shaking = SecureAsync(client.GetStream());
        var (buffer, count) = (new byte[4096], 0);
        while (count < 5 || count < 5 + BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(3))) count += await accepted.GetStream().ReadAsync(buffer.AsMemory(count));
        accepted.Close();
        await Assert.ThrowsAnyAsync<Exception>(() => shaking);
        return buffer[..count];
    }

    /// <summary>The frames of a real call, from a proxy with the root's own certificate that stands where the host is said to be.</summary>
    public async Task<List<byte[]>> RecordAsync(Caller caller, params string[] arguments)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Skip.IfNot(port >= 10000 && Port >= 10000, "ports of different lengths");
        using var elsewhere = Elsewhere(port);
        var calling = caller.With("AGENT_EXEC_ROOT", _box["elsewhere"]).RunAsync(arguments);
        using var patience = new CancellationTokenSource(Patience.Limit);
        using var accepted = await listener.AcceptTcpClientAsync(patience.Token);
        await using var peer = new SslStream(accepted.GetStream(), false, (_, _, _, _) => true);
        await peer.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _identity, ClientCertificateRequired = true });
        await using var host = await ConnectAsync();
        using var said = new MemoryStream();
        var forth = PumpAsync(peer, host, bytes =>
        {
            // The address stands in the text of every path: a host drops what is for another port.
            var text = Encoding.Latin1.GetString(bytes).Replace($"127.0.0.1:{port}", $"127.0.0.1:{Port}", StringComparison.Ordinal);
            var rewritten = Encoding.Latin1.GetBytes(text);
            said.Write(rewritten);
            return rewritten;
        });
        var back = PumpAsync(host, peer, bytes => bytes);
        var run = await calling;
        await forth;
        host.Close();
        await back;
        Assert.True(run.ExitCode == 0, $"the recorded call is no real one: {run}");
        return Frames(said.ToArray());
    }

    // A root of its own that names the proxy as its host: the real host would write its endpoint again.
    private FileLock Elsewhere(int port)
    {
        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var directory = Directory.CreateDirectory(Path.Combine(_box["elsewhere"], ".host"), mine).FullName;
        File.Copy(_box.HostFile("identity.pem"), Path.Combine(directory, "identity.pem"), overwrite: true);
        var moved = JsonNode.Parse(File.ReadAllText(_box.HostFile("endpoint.json")))!;
        moved["port"] = port;
        moved["root"] = _box["elsewhere"];
        File.WriteAllText(Path.Combine(directory, "endpoint.json"), moved.ToJsonString());
        // A client looks at a job's directory before it asks.
        foreach (var job in _box.Jobs())
        {
            Directory.CreateDirectory(Path.Combine(_box["elsewhere"], job), mine);
            foreach (var file in (string[])["meta.json", "state.json"]) File.Copy(_box.JobFile(job, file), Path.Combine(_box["elsewhere"], job, file), overwrite: true);
        }

        return FileLock.TryTake(Path.Combine(directory, "host.lock"))!;
    }

    /// <summary>Length and content, as both ends send it.</summary>
    public static byte[] Frame(byte[] content, int? length = null)
    {
        var frame = new byte[4 + content.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, length ?? content.Length);
        content.CopyTo(frame, 4);
        return frame;
    }

    /// <summary>A field of protocol buffers: bytes, or a number.</summary>
    public static byte[] Field(int number, byte[] value) => [.. Varint((ulong)((number << 3) | 2)), .. Varint((ulong)value.Length), .. value];

    public static byte[] Field(int number, string value) => Field(number, Encoding.UTF8.GetBytes(value));

    public static byte[] Field(int number, ulong value) => [.. Varint((ulong)(number << 3)), .. Varint(value)];

    public static byte[] Fixed(int number, ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return [.. Varint((ulong)((number << 3) | 1)), .. bytes];
    }

    private static byte[] Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }

    private static List<byte[]> Frames(byte[] stream)
    {
        List<byte[]> frames = [];
        for (var at = 0; at + 4 <= stream.Length; at += 4 + BinaryPrimitives.ReadInt32LittleEndian(stream.AsSpan(at)))
            frames.Add(stream[at..(at + 4 + BinaryPrimitives.ReadInt32LittleEndian(stream.AsSpan(at)))]);
        return frames;
    }

    private static async Task PumpAsync(SslStream from, SslStream to, Func<byte[], byte[]> change)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int count; (count = await from.ReadAsync(buffer)) > 0;) await to.WriteAsync(change(buffer[..count]));
        }
        catch (Exception left) when (left is IOException or ObjectDisposedException)
        {
            // A command line leaves without a word.
        }
    }

    private async Task<SslStream> SecureAsync(NetworkStream stream)
    {
        var tls = new SslStream(stream, false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "agent-exec", ClientCertificates = [_identity], LocalCertificateSelectionCallback = (_, _, _, _, _) => _identity,
        });
        return tls;
    }
}
