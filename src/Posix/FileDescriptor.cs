using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>An owned descriptor, always close-on-exec. Reads and writes retry on EINTR and say EAGAIN as a value.</summary>
public sealed unsafe class FileDescriptor(int number) : IDisposable
{
    private readonly (FileDescriptor? Directory, NativePath Path)? _opened;

    /// <param name="number">An open descriptor.</param>
    /// <param name="opened">What was opened, for errors: they name the file.</param>
    internal FileDescriptor(int number, (FileDescriptor? Directory, NativePath Path) opened)
        : this(number) => _opened = opened;

    /// <summary>What <see cref="Read"/> and <see cref="Write"/> return when the descriptor is not ready.</summary>
    public const int WouldBlock = -1;

    private const int FirstAboveDigits = 10;

    /// <summary>The number, −1 after <see cref="Dispose"/>.</summary>
    public int Number { get; private set; } = number;

    public bool IsOpen => Number >= 0;

    /// <summary>What errors call it: the path that was opened; the number where there was none, of a pipe for one.</summary>
    private string Name => _opened is { } at ? NameOf(at.Directory, at.Path) : $"descriptor {Number}";

    /// <summary>The number of bytes read, 0 at the end, <see cref="WouldBlock"/> when there is nothing yet.</summary>
    public int Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var count = LibC.Read(Number, start, (nuint)buffer.Length);
                if (count >= 0) return (int)count;
                var errno = Marshal.GetLastPInvokeError();
                if (errno == Errno.Again) return WouldBlock;
                if (errno != Errno.Interrupted) throw new PosixException(errno, $"read {Name}");
            }
        }
    }

    /// <summary>The number of bytes taken, possibly fewer than offered, or <see cref="WouldBlock"/>.</summary>
    public int Write(ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
        {
            while (true)
            {
                var count = LibC.Write(Number, start, (nuint)data.Length);
                if (count >= 0) return (int)count;
                var errno = Marshal.GetLastPInvokeError();
                if (errno == Errno.Again) return WouldBlock;
                if (errno != Errno.Interrupted) throw new PosixException(errno, $"write {Name}");
            }
        }
    }

    /// <summary>Like <see cref="Write"/>, but a refusal is a value too: bytes taken, or the error number made negative.</summary>
    public int TryWrite(ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
        {
            while (true)
            {
                var count = LibC.Write(Number, start, (nuint)data.Length);
                if (count >= 0) return (int)count;
                var errno = Marshal.GetLastPInvokeError();
                if (errno != Errno.Interrupted) return -errno;
            }
        }
    }

    /// <summary>Reads at a place, for regular files: the number of bytes, 0 at the end, or the error number made negative.</summary>
    public int TryReadAt(Span<byte> buffer, long offset)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var count = LibC.ReadAt(Number, start, (nuint)buffer.Length, offset);
                if (count >= 0) return (int)count;
                var errno = Marshal.GetLastPInvokeError();
                if (errno != Errno.Interrupted) return -errno;
            }
        }
    }

    /// <summary>
    /// Writes everything at a place; whether all of it was written. Not for a descriptor that appends: on Linux it would append (pwrite(2), bugs).
    /// </summary>
    public bool TryWriteAllAt(ReadOnlySpan<byte> data, long offset)
    {
        fixed (byte* start = data)
        {
            for (var done = 0; done < data.Length;)
            {
                var count = LibC.WriteAt(Number, start + done, (nuint)(data.Length - done), offset + done);
                if (count > 0) done += (int)count;
                else if (count == 0 || Marshal.GetLastPInvokeError() != Errno.Interrupted) return false;
            }
        }

        return true;
    }

    /// <summary>Cuts a regular file; whether the system did it.</summary>
    public bool TryTruncate(long length) => LibC.TruncateTo(Number, length) == 0;

    /// <summary>The size of a regular file. Moves the place where reads and plain writes go on to its end.</summary>
    public long Length()
    {
        var length = LibC.Seek(Number, 0, 2 /* SEEK_END */);
        return length >= 0 ? length : throw PosixException.Last($"lseek {Name}");
    }

    /// <summary>Whether this is a regular file, which has a size, and no pipe, terminal or device.</summary>
    public bool IsRegularFile() => HasType(0x8000);

    public bool IsDirectory() => HasType(0x4000);

    internal static string NameOf(FileDescriptor? directory, NativePath path) => directory?._opened is { } at && path.ToString() is [not '/', ..] name
        ? $"{NameOf(at.Directory, at.Path)}/{name}"
        : path.ToString();

    private bool HasType(int type)
    {
        var status = stackalloc byte[256];
        return LibC.StatX(Number, "", 0x1000 /* AT_EMPTY_PATH */, 1 /* STATX_TYPE */, status) == 0 && (*(ushort*)(status + 28) & 0xF000) == type;
    }

    /// <summary>Makes reads and writes answer <see cref="WouldBlock"/>, for everybody who shares the open description.</summary>
    public void DoNotBlock()
    {
        if (LibC.FCntl(Number, 4 /* F_SETFL */, (void*)LibC.NonBlock) != 0) throw PosixException.Last($"fcntl {Name}");
    }

    /// <summary>Makes reads and writes wait, as most programs expect of what they are given.</summary>
    public void Block()
    {
        if (LibC.FCntl(Number, 4 /* F_SETFL */, null) != 0) throw PosixException.Last($"fcntl {Name}");
    }

    /// <summary>Marks an inherited descriptor close-on-exec.</summary>
    public void CloseOnExec()
    {
        if (LibC.FCntl(Number, 2 /* F_SETFD */, (void*)1) != 0) throw PosixException.Last($"fcntl {Name}");
    }

    /// <summary>The same open file at 10 or above, close-on-exec too, where no number that a child is to find it at can be in the way. This one is closed.</summary>
    public FileDescriptor AboveDigits()
    {
        if (Number >= FirstAboveDigits) return this;
        var higher = LibC.FCntl(Number, 1030 /* F_DUPFD_CLOEXEC */, (void*)FirstAboveDigits);
        if (higher < 0) throw PosixException.Last($"fcntl {Name}");
        Dispose();
        return _opened is { } at ? new FileDescriptor(higher, at) : new FileDescriptor(higher);
    }

    /// <summary>Writes everything; for regular files, which never answer EAGAIN.</summary>
    public void WriteAll(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty) data = data[Write(data)..];
    }

    /// <summary>fsync(2): what was written survives a power cut.</summary>
    public void Sync()
    {
        if (LibC.FSync(Number) != 0) throw PosixException.Last($"fsync {Name}");
    }

    public void Dispose()
    {
        if (Number >= 0) _ = LibC.Close(Number);
        Number = -1;
    }

    /// <summary>A pipe with both ends close-on-exec; the read end does not block.</summary>
    public static (FileDescriptor Read, FileDescriptor Write) Pipe() => Pipe(ours: 0);

    /// <summary>A pipe with both ends close-on-exec; the write end does not block.</summary>
    public static (FileDescriptor Read, FileDescriptor Write) PipeForInput() => Pipe(ours: 1);

    // Only our end may be non-blocking: O_NONBLOCK sits on the open description, and the command's stdin and stdout must block as they always do.
    private static (FileDescriptor Read, FileDescriptor Write) Pipe(int ours)
    {
        var ends = stackalloc int[2];
        if (LibC.Pipe2(ends, LibC.CloseOnExec) != 0) throw PosixException.Last("pipe2");
        _ = LibC.FCntl(ends[ours], 4 /* F_SETFL */, (void*)LibC.NonBlock);
        return (new FileDescriptor(ends[0]), new FileDescriptor(ends[1]));
    }
}
