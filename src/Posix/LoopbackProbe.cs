using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>
/// Whether this process may use TCP on 127.0.0.1, for some microseconds and without a packet: a sandbox that forbids it, or an interface that is down,
/// is otherwise met seconds later, inside a library.
/// </summary>
public static unsafe class LoopbackProbe
{
    private const int Internet = 2, Stream = 1, Datagram = 2;
    private const ushort AnyPort = 0, SomePort = 9;

    /// <summary>Null when it may; else the system call that was refused, and its error number.</summary>
    public static (string Call, int Errno)? Try() => TryOne(Stream, "bind") ?? TryOne(Datagram, "connect");

    // Connecting a datagram socket sends nothing: the kernel looks for a route, as it would for TCP.
    private static (string Call, int Errno)? TryOne(int type, string call)
    {
        var fd = LibC.Socket(Internet, type | LibC.CloseOnExec, 0);
        if (fd < 0) return ("socket", Marshal.GetLastPInvokeError());
        using var socket = new FileDescriptor(fd);
        Span<byte> address = stackalloc byte[16];
        address.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(address, Internet);
        BinaryPrimitives.WriteUInt16BigEndian(address[2..], type == Stream ? AnyPort : SomePort);
        BinaryPrimitives.WriteUInt32BigEndian(address[4..], 0x7F000001);
        fixed (byte* start = address)
        {
            var result = type == Stream ? LibC.Bind(fd, start, (uint)address.Length) : LibC.Connect(fd, start, (uint)address.Length);
            return result == 0 ? null : (call, Marshal.GetLastPInvokeError());
        }
    }
}
