using System.Buffers.Binary;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Links;

namespace AgentExec.Keeper.Tests.Rules;

public sealed class FrameInboxTests
{
    private readonly FrameInbox _inbox = new();

    [Fact]
    public void Should_take_frames_however_they_are_cut()
    {
        byte[] bytes = [.. new SignalOrder(15, SignalCause.Kill).ToFrame().Encode(), .. new StartedFact(7, 9).ToFrame().Encode()];
        var taken = new List<KeeperFrame>();
        foreach (var single in bytes)
        {
            Add([single]);
            while (_inbox.TryTake(out var frame)) taken.Add(frame);
        }

        Assert.Equal([KeeperFrameKind.Signal, KeeperFrameKind.Started], taken.Select(frame => frame.Kind));
        Assert.Equal(new SignalOrder(15, SignalCause.Kill), SignalOrder.Decode(taken[0].Payload));
        Assert.Equal(new StartedFact(7, 9), StartedFact.Decode(taken[1].Payload));
    }

    [Fact]
    public void Should_take_a_large_frame_and_what_follows_it()
    {
        var payload = new byte[300_000];
        Random.Shared.NextBytes(payload);
        Add([.. new KeeperFrame(KeeperFrameKind.Launch, payload).Encode(), .. new KeeperFrame((KeeperFrameKind)99, []).Encode()]);
        Assert.True(_inbox.TryTake(out var large));
        Assert.Equal(payload, large.Payload);
        _inbox.LimitBytes = FrameInbox.OrderLimitBytes;
        _inbox.Trim();
        Assert.True(_inbox.TryTake(out var unknown));
        Assert.Equal((KeeperFrameKind)99, unknown.Kind);
        Assert.False(_inbox.TryTake(out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(FrameInbox.OrderLimitBytes)]
    public void Should_refuse_a_length_that_cannot_be_right_before_the_rest_arrives(int length)
    {
        _inbox.LimitBytes = FrameInbox.OrderLimitBytes;
        var header = new byte[5];
        BinaryPrimitives.WriteInt32LittleEndian(header, length);
        Add(header);
        Assert.Throws<InvalidDataException>(() => _inbox.TryTake(out _));
    }

    [Fact]
    public void Should_not_reserve_memory_for_a_promise()
    {
        var header = new byte[5];
        BinaryPrimitives.WriteInt32LittleEndian(header, KeeperFrame.MaximumPayloadBytes);
        Add(header);
        Assert.False(_inbox.TryTake(out _));
        Assert.InRange(_inbox.Room().Length, 1, 64 * 1024);
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var room = _inbox.Room();
            var count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            _inbox.Added(count);
            bytes = bytes[count..];
        }
    }
}
