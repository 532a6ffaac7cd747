using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace AgentExec.Posix;

/// <summary>Stream sockets of the local machine, addressed through a directory descriptor so that a path longer than the 108 bytes of <c>sun_path</c> works.</summary>
public static unsafe class UnixSocket
{
    private const int Local = 1, Stream = 1, SocketLevel = 1, PeerCredentials = 17, NoSignal = 0x4000, DoNotWait = 0x40;
    private const int Flags = Stream | LibC.CloseOnExec;

    /// <summary>Two connected ends: ours, which does not block, and one to give to a child.</summary>
    public static (FileDescriptor Ours, FileDescriptor Theirs) Pair()
    {
        var ends = stackalloc int[2];
        if (LibC.SocketPair(Local, Flags, 0, ends) != 0) throw PosixException.Last("socketpair");
        var ours = new FileDescriptor(ends[0]);
        ours.DoNotBlock();
        return (ours, new FileDescriptor(ends[1]));
    }

    /// <summary>Listens on a name in a directory; the socket file must not exist. Its mode is 0666 less the umask, so set that first.</summary>
    public static FileDescriptor Listen(FileDescriptor directory, string name)
    {
        var socket = New(LibC.NonBlock);
        var (address, length) = Address(directory, name);
        fixed (byte* start = address)
            if (LibC.Bind(socket.Number, start, length) == 0 && LibC.Listen(socket.Number, 16) == 0) return socket;
        var errno = Marshal.GetLastPInvokeError();
        socket.Dispose();
        throw new PosixException(errno, $"listen on {name}");
    }

    /// <summary>Connects to a name in a directory, without waiting; null when nobody listens there, or who does has left so many waiting that no more fit.</summary>
    public static FileDescriptor? TryConnect(FileDescriptor directory, string name)
    {
        var socket = New(LibC.NonBlock);
        var (address, length) = Address(directory, name);
        fixed (byte* start = address)
            if (LibC.Connect(socket.Number, start, length) == 0) return socket;
        socket.Dispose();
        return null;
    }

    /// <summary>Accepts a waiting peer of the same user; null when there is none or it was another user's, which is closed.</summary>
    public static FileDescriptor? TryAccept(FileDescriptor listener)
    {
        var fd = LibC.Accept4(listener.Number, null, null, LibC.CloseOnExec | LibC.NonBlock);
        if (fd < 0) return null;
        var socket = new FileDescriptor(fd);
        var credentials = stackalloc uint[3];
        uint size = 12;
        if (LibC.GetSockOpt(fd, SocketLevel, PeerCredentials, credentials, &size) == 0 && credentials[1] == LibC.GetEUid()) return socket;
        socket.Dispose();
        return null;
    }

    /// <summary>Sends without waiting and without SIGPIPE: bytes taken, <see cref="FileDescriptor.WouldBlock"/>, or −2 when the peer is gone.</summary>
    public static int TrySend(FileDescriptor socket, ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
        {
            var count = LibC.Send(socket.Number, start, (nuint)data.Length, NoSignal | DoNotWait);
            if (count >= 0) return (int)count;
            return Marshal.GetLastPInvokeError() is Errno.Again or Errno.Interrupted ? FileDescriptor.WouldBlock : -2;
        }
    }

    private static FileDescriptor New(int flags)
    {
        var fd = LibC.Socket(Local, Flags | flags, 0);
        return fd >= 0 ? new FileDescriptor(fd) : throw PosixException.Last("socket");
    }

    private static (byte[] Address, uint Length) Address(FileDescriptor directory, string name)
    {
        var path = Encoding.UTF8.GetBytes($"/proc/self/fd/{directory.Number}/{name}");
        var address = new byte[2 + path.Length + 1];
        BinaryPrimitives.WriteUInt16LittleEndian(address, Local);
        path.CopyTo(address, 2);
        return (address, (uint)address.Length);
    }
}
