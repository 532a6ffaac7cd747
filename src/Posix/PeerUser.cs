using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>
/// Whose the other end of a loopback TCP connection is, as the kernel knows it (sock_diag(7)). One exact look-up a question, about 10 µs;
/// <c>/proc/net/tcp</c> tells the same and costs a line for every connection of the machine. Not for use by several threads at once.
/// </summary>
public sealed unsafe class PeerUser : IDisposable
{
    private const int Netlink = 16, Datagram = 2, SockDiag = 4, Internet = 2, Tcp = 6;
    private const int HeaderBytes = 16, IdOffset = HeaderBytes + 8, RequestBytes = IdOffset + 48, UserOffset = HeaderBytes + 4 + 48 + 12;
    private const ushort SockDiagByFamily = 20, IsRequest = 1;

    private readonly FileDescriptor? _kernel;

    private PeerUser(FileDescriptor? kernel) => _kernel = kernel;

    /// <summary>Opens the way to the kernel. Where it refuses, as in a sandbox, every answer is null.</summary>
    public static PeerUser Open()
    {
        var fd = LibC.Socket(Netlink, Datagram | LibC.CloseOnExec | LibC.NonBlock, SockDiag);
        return new PeerUser(fd < 0 ? null : new FileDescriptor(fd));
    }

    /// <param name="peer">The other end's address and port, IPv4.</param>
    /// <param name="own">This end's.</param>
    /// <returns>The uid that opened the other end; null when the kernel does not say. 0 also when that end was closed meanwhile.</returns>
    public uint? TryOf(IPEndPoint peer, IPEndPoint own)
    {
        if (_kernel is null) return null;
        Span<byte> message = stackalloc byte[RequestBytes];
        Ask(message, peer, own);
        Span<byte> answer = stackalloc byte[512];
        try
        {
            _kernel.Write(message);
            var count = _kernel.Read(answer);
            return count >= UserOffset + 4 && BinaryPrimitives.ReadUInt16LittleEndian(answer[4..]) == SockDiagByFamily
                ? BinaryPrimitives.ReadUInt32LittleEndian(answer[UserOffset..])
                : null;
        }
        catch (PosixException)
        {
            return null;
        }
    }

    public void Dispose() => _kernel?.Dispose();

    // The socket in question is the peer's: its source is the peer. Ports and addresses are big-endian, all else is the machine's (little-endian on x64 and arm64).
    private static void Ask(Span<byte> message, IPEndPoint peer, IPEndPoint own)
    {
        message.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(message, RequestBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(message[4..], SockDiagByFamily);
        BinaryPrimitives.WriteUInt16LittleEndian(message[6..], IsRequest);
        (message[HeaderBytes], message[HeaderBytes + 1]) = (Internet, Tcp);
        message.Slice(HeaderBytes + 4, 4).Fill(0xFF);
        var id = message[IdOffset..];
        BinaryPrimitives.WriteUInt16BigEndian(id, (ushort)peer.Port);
        BinaryPrimitives.WriteUInt16BigEndian(id[2..], (ushort)own.Port);
        peer.Address.TryWriteBytes(id[4..], out _);
        own.Address.TryWriteBytes(id[20..], out _);
        id.Slice(40, 8).Fill(0xFF);
    }
}
