using System.Text;
using AgentExec.Posix;

namespace AgentExec.ChildTool.Verbs;

/// <summary>
/// <c>chatter BYTES SEED</c>: writes to both streams in turn, in chunks of random size that are cut anywhere, also within a character. Stdout repeats
/// <see cref="ChatterPattern.Stdout"/>, stderr <see cref="ChatterPattern.Stderr"/>.
/// </summary>
internal static class Chatter
{
    private const int LargestChunk = 8 * 1024;

    public static void Write(Words words)
    {
        var left = words.Number("bytes");
        var random = new Random((int)words.Number("seed"));
        var (stdout, stderr) = (new Repeater(1, ChatterPattern.Stdout), new Repeater(2, ChatterPattern.Stderr));
        while (left > 0)
        {
            var size = (int)Math.Min(left, random.Next(1, LargestChunk));
            (random.Next(2) == 0 ? stdout : stderr).Write(size);
            left -= size;
        }
    }

    private sealed class Repeater(int descriptor, string text)
    {
        private readonly FileDescriptor _stream = new(descriptor);
        private readonly byte[] _pattern = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, LargestChunk / text.Length + 2)));
        private readonly int _length = Encoding.UTF8.GetByteCount(text);
        private long _written;

        public void Write(int size)
        {
            _stream.WriteAll(_pattern.AsSpan((int)(_written % _length), size));
            _written += size;
        }
    }
}
