using System.Buffers.Binary;
using AgentExec.Remoting.Loopback;

namespace AgentExec.Client.Tests.Remoting.Loopback;

/// <summary>Frames out of a stream that may be cut anywhere, and hostile lengths.</summary>
public sealed class FrameBufferTests
{
    private const int Maximum = 100_000;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20_000)]
    [InlineData(int.MaxValue)]
    public void Should_find_the_same_frames_however_the_stream_is_cut(int pieceBytes)
    {
        byte[][] frames = [[1], [2, 3, 4], .. new[] { 20_000, Maximum, 5, 16_380 }.Select(length => Enumerable.Range(0, length).Select(i => (byte)(i * 31)).ToArray())];
        Assert.Equal(frames, Read(Stream(frames), pieceBytes, out var isBroken));
        Assert.False(isBroken);
    }

    [Fact]
    public void Should_skip_empty_frames() => Assert.Equal([[9]], Read(Stream([[], [9], []]), int.MaxValue, out _));

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(Maximum + 1)]
    [InlineData(int.MaxValue)]
    public void Should_stop_at_a_length_that_no_frame_has(int length)
    {
        var stream = new byte[9];
        BinaryPrimitives.WriteInt32LittleEndian(stream, 1);
        BinaryPrimitives.WriteInt32LittleEndian(stream.AsSpan(5), length);
        Assert.Equal([[0]], Read(stream, 2, out var isBroken));
        Assert.True(isBroken);
    }

    [Fact]
    public void Should_take_no_room_for_a_length_that_was_only_said()
    {
        var buffer = new FrameBuffer(int.MaxValue);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.Free().Span, int.MaxValue - 10);
        buffer.Filled(4);
        Assert.False(buffer.TryTake(out _));
        Assert.InRange(buffer.Free().Length, 1, 64 * 1024);
    }

    private static byte[] Stream(byte[][] frames) => [.. frames.SelectMany(frame =>
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, frame.Length);
        return length.Concat(frame);
    })];

    private static List<byte[]> Read(byte[] stream, int pieceBytes, out bool isBroken)
    {
        var (buffer, frames, done) = (new FrameBuffer(Maximum), new List<byte[]>(), 0);
        while (done < stream.Length && !buffer.IsBroken)
        {
            var free = buffer.Free();
            var count = Math.Min(Math.Min(pieceBytes, free.Length), stream.Length - done);
            stream.AsSpan(done, count).CopyTo(free.Span);
            buffer.Filled(count);
            done += count;
            while (buffer.TryTake(out var frame)) frames.Add(frame.ToArray());
        }

        isBroken = buffer.IsBroken;
        return frames;
    }
}
