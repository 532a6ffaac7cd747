using System.Text;
using AgentExec.Posix;

namespace AgentExec.ChildTool.Verbs;

/// <summary>Verbs that write. Descriptors are written directly: nothing is buffered, so what a test sees is what was done.</summary>
internal static class Output
{
    /// <summary><c>print STREAM COUNT [INTERVAL_MS]</c>: lines "STREAM 1" to "STREAM COUNT".</summary>
    public static void Print(Words words)
    {
        var name = words.Next("stream");
        var count = words.Number("count");
        var interval = (int)words.NumberOr(0);
        for (var i = 1; i <= count; i++)
        {
            if (i > 1 && interval > 0) Thread.Sleep(interval);
            Stream(name).WriteAll(Encoding.ASCII.GetBytes($"{name} {i}\n"));
        }
    }

    /// <summary><c>raw STREAM HEX...</c>: each group of bytes in a write of its own.</summary>
    public static void Raw(Words words)
    {
        var stream = Stream(words.Next("stream"));
        foreach (var group in words.Rest()) stream.WriteAll(Convert.FromHexString(group));
    }

    /// <summary><c>flood STREAM BYTES</c>: <see cref="FloodPattern"/>.</summary>
    public static void Flood(Words words)
    {
        var stream = Stream(words.Next("stream"));
        var pattern = new FloodPattern();
        var buffer = new byte[64 * 1024];
        for (var left = words.Number("bytes"); left > 0; left -= buffer.Length)
        {
            pattern.Fill(buffer);
            stream.WriteAll(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)));
        }
    }

    /// <summary><c>long-line STREAM BYTES</c>: that many "x" and no end of line.</summary>
    public static void LongLine(Words words)
    {
        var stream = Stream(words.Next("stream"));
        var buffer = new byte[64 * 1024];
        buffer.AsSpan().Fill((byte)'x');
        for (var left = words.Number("bytes"); left > 0; left -= buffer.Length)
            stream.WriteAll(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)));
    }

    private static FileDescriptor Stream(string name) => name switch
    {
        "stdout" => new FileDescriptor(1),
        "stderr" => new FileDescriptor(2),
        _ => throw new UsageException($"no stream {name}"),
    };
}
