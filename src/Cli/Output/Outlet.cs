using AgentExec.Posix;

namespace AgentExec.Cli.Output;

/// <summary>Takes all of the bytes.</summary>
internal delegate void WriteBytes(ReadOnlySpan<byte> bytes);

/// <summary>
/// Standard streams without buffers and without <see cref="Console"/>, whose encodings and terminal settings cost start-up time.
/// </summary>
internal static class Outlet
{
    /// <summary>A writer to a descriptor: one write for one message, unless the reader takes only a part of it.</summary>
    public static WriteBytes Write(int descriptor)
    {
        var file = new FileDescriptor(descriptor);
        return bytes =>
        {
            while (!bytes.IsEmpty)
            {
                var taken = file.Write(bytes);
                // Whoever shares the pipe may have made it non-blocking; wait for room instead of losing the rest.
                if (taken == FileDescriptor.WouldBlock) Poller.Wait([new PollEntry(descriptor, PollEntry.Out)], -1);
                else bytes = bytes[taken..];
            }
        };
    }
}
