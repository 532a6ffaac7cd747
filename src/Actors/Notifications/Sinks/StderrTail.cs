using System.Text;
using AgentExec.Posix;

namespace AgentExec.Actors.Notifications.Sinks;

/// <summary>The last 2 KiB of what a sink said on stderr (contract B15); the rest is read and forgotten, so that it never blocks.</summary>
internal sealed class StderrTail
{
    public const int SizeBytes = 2048;

    // The largest pipe that a program without privileges can make of it.
    private const int PipeBytes = 1024 * 1024;

    private readonly byte[] _buffer = new byte[SizeBytes];
    private byte[] _kept = [];

    /// <summary>Null when it said nothing. A character that was cut is left out.</summary>
    public string? Text
    {
        get
        {
            var bytes = _kept.AsSpan();
            if (bytes.Length == SizeBytes)
                while (!bytes.IsEmpty && (bytes[0] & 0xC0) == 0x80) bytes = bytes[1..];
            return bytes.IsEmpty ? null : Encoding.UTF8.GetString(bytes);
        }
    }

    /// <summary>Takes one piece; false when there will be no more.</summary>
    public bool Take(FileDescriptor stderr)
    {
        var count = stderr.Read(_buffer);
        if (count > 0) Keep(_buffer.AsSpan(0, count));
        return count != 0;
    }

    /// <summary>Takes what is there now. Who writes on, such as what the sink left running, is not waited for.</summary>
    public void TakeAll(FileDescriptor stderr)
    {
        for (var left = PipeBytes; left > 0 && stderr.Read(_buffer) is > 0 and var count; left -= count) Keep(_buffer.AsSpan(0, count));
    }

    private void Keep(ReadOnlySpan<byte> piece)
    {
        byte[] all = [.. _kept, .. piece];
        _kept = all.Length > SizeBytes ? all[^SizeBytes..] : all;
    }
}
