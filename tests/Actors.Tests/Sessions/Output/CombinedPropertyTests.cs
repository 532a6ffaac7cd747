using System.Text;
using AgentExec.Actors.Sessions.Output;

namespace AgentExec.Actors.Tests.Sessions.Output;

/// <summary>Random chunks of both streams, read by readers of their own pace while they are written: everything once and in order.</summary>
public sealed class CombinedPropertyTests : IDisposable
{
    private static readonly string[] Texts = ["a", "line\n", "ü", "€", "😀", "x\r\n", "日本語", "\u001b[0m", " "];

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_character_once_and_in_order(int seed)
    {
        var random = new Random(seed);
        var writer = new ArrivalWriter(_scratch.Path);
        Reader[] readers = [new(new CombinedOutput(_scratch.Path)), new(new CombinedOutput(_scratch.Path))];
        byte[][] streams = [Bytes(random), Bytes(random)];
        int[] written = [0, 0];
        while (written[0] < streams[0].Length || written[1] < streams[1].Length)
        {
            var own = random.Next(2);
            var count = Math.Min(streams[own].Length - written[own], random.Next(10) == 0 ? random.Next(5000) : random.Next(7));
            if (count > 0) writer.Write(own == 1, streams[own].AsSpan(written[own], count));
            written[own] += count;
            if (random.Next(3) == 0) readers[random.Next(2)].Read(random.Next(1, 400), ended: false);
            if (random.Next(50) == 0) Compare(writer, new CombinedOutput(_scratch.Path), random, ended: false);
        }

        writer.End();
        Assert.All(readers, reader => reader.Finish(random.Next(1, 3000)));
        Assert.All(readers, reader => Assert.Equal(writer.Text, reader.Text));
        Compare(writer, readers[0].Output, random, ended: true);
    }

    private static void Compare(ArrivalWriter writer, CombinedOutput output, Random random, bool ended)
    {
        var (text, max) = (writer.Text, random.Next(2, 3000));
        var tail = output.Tail(max, ended);
        Assert.Equal((writer.Combined.Length, text.Length, text.Length > max), (tail.TotalBytes, tail.TotalChars, tail.Truncated));
        Assert.EndsWith(tail.Text, text, StringComparison.Ordinal);
        Assert.InRange(tail.Text.Length, Math.Min(text.Length, max) - 1, max);
        Assert.Equal(tail.Text, output.QuickTail(max, ended).Text);
        var lines = text.Split('\n');
        var first = random.Next(lines.Length);
        Assert.Equal(string.Join('\n', lines[first..]), output.Lines(first, null, int.MaxValue, ended).Text);
    }

    private static byte[] Bytes(Random random) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(_ => Texts[random.Next(Texts.Length)])));

    private sealed class Reader(CombinedOutput output)
    {
        private readonly StringBuilder _text = new();
        private long _place;

        public CombinedOutput Output => output;

        public string Text => _text.ToString();

        public bool Read(int maxChars, bool ended)
        {
            var piece = output.Read(_place, maxChars, ended);
            Assert.True(piece is { Dropped: 0, Clamped: false } && piece.Text.Length <= Math.Max(2, maxChars));
            Assert.Equal(piece.More, piece.Next < output.Length(ended));
            _text.Append(piece.Text);
            _place = piece.Next;
            return piece.More;
        }

        public void Finish(int maxChars)
        {
            while (Read(maxChars, ended: true)) continue;
        }
    }
}
