using System.Diagnostics;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Links;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Support;

/// <summary>The host's end of a link to a keeper.</summary>
internal sealed class HostSide(FileDescriptor socket) : IDisposable
{
    private readonly FrameInbox _inbox = new();

    public static HostSide Connect(string jobDirectory)
    {
        using var directory = Files.OpenDirectory(jobDirectory);
        FileDescriptor? socket = null;
        // It may have more waiting than it has taken in so far.
        Patience.Until(() => (socket = UnixSocket.TryConnect(directory, "keeper.sock")) is not null, "somebody listens on keeper.sock");
        return new HostSide(socket!);
    }

    public void Send(KeeperFrame frame) => SendRaw(frame.Encode());

    public void SendRaw(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = UnixSocket.TrySend(socket, bytes);
            if (count == -2) throw new IOException("the keeper closed the link");
            if (count == FileDescriptor.WouldBlock) Await(PollEntry.Out);
            else bytes = bytes[count..];
        }
    }

    /// <summary>The next fact, or null once the keeper has closed the link.</summary>
    public KeeperFrame? Next()
    {
        while (true)
        {
            if (_inbox.TryTake(out var frame)) return frame;
            Await(PollEntry.In);
            int count;
            try
            {
                count = socket.Read(_inbox.Room());
            }
            catch (PosixException)
            {
                // ECONNRESET: the keeper left bytes of ours unread. What it had sent has been read by now.
                return null;
            }

            if (count == 0) return null;
            if (count > 0) _inbox.Added(count);
        }
    }

    public void Dispose() => socket.Dispose();

    private void Await(short what)
    {
        var start = Stopwatch.GetTimestamp();
        Span<PollEntry> entries = [new PollEntry(socket.Number, what)];
        while (Poller.Wait(entries, 1000) == 0)
            if (Stopwatch.GetElapsedTime(start) > Patience.Limit)
                throw new TimeoutException("no fact from the keeper");
    }
}
