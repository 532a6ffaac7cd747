using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>memfd_create(2): content that a child reads as a file, so that nobody has to feed a pipe.</summary>
public static unsafe class MemoryFile
{
    internal static long CreateCall => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 279 : 319;

    /// <summary>A file without a place that holds the content and stands at its beginning.</summary>
    /// <param name="name">Shows in <c>/proc/PID/fd</c> only.</param>
    /// <param name="content">What it holds.</param>
    public static FileDescriptor Create(NativePath name, ReadOnlySpan<byte> content)
    {
        long fd;
        fixed (byte* start = name.Terminated) fd = LibC.SysCall(CreateCall, (long)start, 1 /* MFD_CLOEXEC */, 0, 0, 0, 0);
        if (fd < 0) throw PosixException.Last("memfd_create");
        var file = new FileDescriptor((int)fd);
        file.WriteAll(content);
        if (LibC.LSeek(file.Number, 0, 0 /* SEEK_SET */) == 0) return file;
        file.Dispose();
        throw PosixException.Last("lseek");
    }
}
