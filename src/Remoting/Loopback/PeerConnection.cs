using System.Buffers;
using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading.Channels;
using Akka.Actor;
using Akka.Remote.Transport;
using Google.Protobuf;

namespace AgentExec.Remoting.Loopback;

/// <summary>One authenticated peer: Akka's frames over TLS, both ways, until either side ends it.</summary>
internal sealed class PeerConnection(Address local, Address remote, Socket socket, SslStream tls, int maximumFrame) : AssociationHandle(local, remote)
{
    /// <summary>Bytes that may be queued for a peer that does not read. Akka keeps what is beyond them and tries again.</summary>
    private const int MostQueuedBytes = 8 * 1024 * 1024;

    /// <summary>A long answer's buffer is not kept for the short ones behind it.</summary>
    private const int MostKeptBytes = 256 * 1024;

    // A peer reads what was written before the end, then closes its end too. One that does not gets no longer than this.
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    private readonly Channel<ByteString> _outgoing = Channel.CreateUnbounded<ByteString>(new UnboundedChannelOptions { SingleReader = true });
    private ArrayBufferWriter<byte> _frames = new();
    private int _queuedBytes;

    /// <summary>Reads and writes until the connection ends. Never throws: only Akka needs to know how it ended.</summary>
    public async Task RunAsync()
    {
        var reading = ReadAsync();
        var writing = WriteAsync();
        await Task.WhenAny(reading, writing).ConfigureAwait(false);
        _outgoing.Writer.TryComplete();
        await Task.WhenAny(Task.WhenAll(reading, writing), Task.Delay(Farewell)).ConfigureAwait(false);
        await tls.DisposeAsync().ConfigureAwait(false);
        // Akka never names a handler when it is shutting down itself.
        ReadHandlerSource.TrySetCanceled();
        await Task.WhenAll(reading, writing).ConfigureAwait(false);
    }

    /// <summary>Queues one frame's content; false when the connection has ended or too much is queued.</summary>
    public override bool Write(ByteString payload)
    {
        if (Volatile.Read(ref _queuedBytes) > MostQueuedBytes || !_outgoing.Writer.TryWrite(payload)) return false;
        Interlocked.Add(ref _queuedBytes, payload.Length);
        return true;
    }

    /// <summary>Ends the connection after everything queued was written.</summary>
    [Obsolete("Akka's own: use the method that states reasons")]
    public override void Disassociate() => _outgoing.Writer.TryComplete();

    private async Task ReadAsync()
    {
        IHandleEventListener? handler = null;
        try
        {
            // Set by Akka when it has an actor for this connection.
            handler = await ReadHandlerSource.Task.ConfigureAwait(false);
            var buffer = new FrameBuffer(maximumFrame);
            while (!buffer.IsBroken && await tls.ReadAsync(buffer.Free()).ConfigureAwait(false) is > 0 and var count)
            {
                buffer.Filled(count);
                while (buffer.TryTake(out var frame)) handler.Notify(new InboundPayload(ByteString.CopyFrom(frame)));
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The peer died, or we closed.
        }

        handler?.Notify(new Disassociated(DisassociateInfo.Unknown));
    }

    private async Task WriteAsync()
    {
        try
        {
            while (await _outgoing.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                // One write for all that is queued: fewer TLS records and packets.
                while (_frames.WrittenCount < maximumFrame && _outgoing.Reader.TryRead(out var payload)) Append(payload);
                await tls.WriteAsync(_frames.WrittenMemory).ConfigureAwait(false);
                if (_frames.Capacity > MostKeptBytes) _frames = new ArrayBufferWriter<byte>();
                else _frames.ResetWrittenCount();
            }

            // Not closed at once: with unread input the kernel would send a reset, and the peer would lose what it has not read yet.
            await tls.ShutdownAsync().ConfigureAwait(false);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or SocketException or InvalidOperationException)
        {
            _outgoing.Writer.TryComplete();
        }
    }

    private void Append(ByteString payload)
    {
        Interlocked.Add(ref _queuedBytes, -payload.Length);
        BinaryPrimitives.WriteInt32LittleEndian(_frames.GetSpan(4), payload.Length);
        _frames.Advance(4);
        _frames.Write(payload.Span);
    }
}
