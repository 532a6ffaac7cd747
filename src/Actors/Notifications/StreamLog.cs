using System.Text.Json;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Notifications;
using AgentExec.Posix;
using Microsoft.Win32.SafeHandles;

namespace AgentExec.Actors.Notifications;

/// <summary>
/// One stream of a job, read by its own offsets while the keeper writes it, whatever part of it the log has dropped since (contract B11).
/// </summary>
/// <param name="directory">The job's.</param>
/// <param name="stream"><see cref="OutputMatchStream.Stdout"/> or <see cref="OutputMatchStream.Stderr"/>.</param>
public sealed class StreamLog(string directory, OutputMatchStream stream) : IDisposable
{
    private readonly string _path = Path.Combine(directory, stream == OutputMatchStream.Stderr ? JobFiles.StderrLog : JobFiles.StdoutLog);
    private readonly string _gapPath = Path.Combine(directory, JobFiles.Output);
    private SafeFileHandle? _file;
    private OutputGap? _gap;

    /// <summary>Bytes of the stream that the system refused to write, as the keeper had noted when this was read last; they are in no place of it.</summary>
    internal long UnwrittenBytes { get; private set; }

    /// <summary>Where the line begins that has no end yet: behind the last line feed.</summary>
    public long LastLineStart()
    {
        var chunk = new byte[64 * 1024];
        long start;
        for (var end = Length(); end > 0; end = start)
        {
            start = Math.Max(0, end - chunk.Length);
            if (LastLineStart(chunk, start, end) is { } found) return found;
        }

        return 0;
    }

    /// <summary>Reads from a place in the stream; from the first one behind it that is still there when it was dropped. Nothing is read at the end.</summary>
    /// <returns>Where what was read begins, and how much it is.</returns>
    public (long From, int Count) Read(long from, Span<byte> buffer)
    {
        try
        {
            return ReadOrFail(from, buffer);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Whoever took it away knows why.
            return (from, 0);
        }
    }

    /// <summary>The same for one who must not take a log that cannot be read for one that has no more.</summary>
    /// <exception cref="IOException">The log is there and cannot be read.</exception>
    internal (long From, int Count) ReadOrFail(long from, Span<byte> buffer)
    {
        while (true)
        {
            var gap = ReadGap();
            try
            {
                var (position, count) = Read(Open(gap), gap, from, buffer);
                // A cut is announced before it is made: without a new announcement what was read was in its place.
                if (ReadGap() == gap) return (position, count);
            }
            catch (FileNotFoundException)
            {
                // No log, no output.
                return (from, 0);
            }
        }
    }

    /// <summary>How many bytes the stream has had.</summary>
    /// <exception cref="IOException">The log is there and cannot be read.</exception>
    internal long StreamBytes()
    {
        while (true)
        {
            var gap = ReadGap();
            try
            {
                var length = RandomAccess.GetLength(Open(gap));
                if (ReadGap() == gap) return gap?.StreamBytes(length) ?? length;
            }
            catch (FileNotFoundException)
            {
                return 0;
            }
        }
    }

    public void Dispose() => _file?.Dispose();

    private long? LastLineStart(byte[] chunk, long start, long end)
    {
        long? found = null;
        for (int count; start < end; start += count)
        {
            (var from, count) = Read(start, chunk.AsSpan(0, (int)(end - start)));
            if (count == 0) break;
            var feed = chunk.AsSpan(0, count).LastIndexOf((byte)'\n');
            // What was dropped cannot be searched: its newest line counts from where the log goes on.
            if (feed >= 0) found = from + feed + 1;
            else if (from > start) found = from;
            start = from;
        }

        return found;
    }

    // A log that somebody took away goes on in another file (fault 23), and the keeper notes what that lacks before it writes there.
    private SafeFileHandle Open(OutputGap? gap)
    {
        if (gap != _gap) _file?.Dispose();
        if (gap != _gap || _file is null) _file = PlainFile.Open(_path);
        _gap = gap;
        return _file;
    }

    private static (long From, int Count) Read(SafeFileHandle file, OutputGap? gap, long from, Span<byte> buffer)
    {
        if (gap is null) return (from, RandomAccess.Read(file, buffer, from));
        var length = RandomAccess.GetLength(file);
        if (gap.ToFile(from, length) is not { } offset) (from, offset) = (gap.HeadBytes + gap.DroppedBytes, gap.TailOffset(length));
        // Behind the head begins another part of the stream.
        if (from < gap.HeadBytes) buffer = buffer[..(int)Math.Min(buffer.Length, gap.HeadBytes - from)];
        return (from, RandomAccess.Read(file, buffer, offset));
    }

    private long Length()
    {
        try
        {
            return StreamBytes();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    // What no keeper would write counts as absent; what cannot be read does not.
    private OutputGap? ReadGap()
    {
        if (!File.Exists(_gapPath)) return null;
        try
        {
            var output = JsonSerializer.Deserialize(PlainFile.ReadAll(_gapPath), ContractJson.Compact.OutputRecord);
            UnwrittenBytes = Math.Max(0, (stream == OutputMatchStream.Stderr ? output?.StderrUnwrittenBytes : output?.StdoutUnwrittenBytes) ?? 0);
            return (stream == OutputMatchStream.Stderr ? output?.Stderr : output?.Stdout) is { IsPossible: true } gap ? gap : null;
        }
        catch (Exception error) when (error is FileNotFoundException or JsonException)
        {
            return null;
        }
    }
}
