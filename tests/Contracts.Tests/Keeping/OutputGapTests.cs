using AgentExec.Contracts.Keeping;

namespace AgentExec.Contracts.Tests.Keeping;

/// <summary>Which byte of the stream is where in a log that reached its limit (contract B11).</summary>
public sealed class OutputGapTests
{
    // A head of 50, then 25 bytes that are missing; the newest 25 were moved behind the head when the file had 100.
    private static readonly OutputGap Gap = new() { HeadBytes = 50, DroppedBytes = 25, TailBytes = 25, LimitBytes = 100 };

    [Theory]
    // file size, where the tail begins, size of the stream
    [InlineData(100, 75, 100)]
    [InlineData(130, 75, 130)]
    [InlineData(75, 50, 100)]
    [InlineData(76, 50, 101)]
    [InlineData(99, 50, 124)]
    [InlineData(50, 50, 75)]
    public void The_size_of_the_file_tells_whether_it_was_cut_already(long file, long tail, long stream) =>
        Assert.Equal((tail, stream), (Gap.TailOffset(file), Gap.StreamBytes(file)));

    [Theory]
    // stream offset, file size, file offset (-1: dropped)
    [InlineData(0, 80, 0)]
    [InlineData(49, 80, 49)]
    [InlineData(50, 80, -1)]
    [InlineData(74, 80, -1)]
    [InlineData(75, 80, 50)]
    [InlineData(104, 80, 79)]
    [InlineData(105, 80, 80)]
    // About to be cut: what is dropped is in the file still, but it is being written over.
    [InlineData(49, 100, 49)]
    [InlineData(50, 100, -1)]
    [InlineData(75, 100, 75)]
    [InlineData(99, 100, 99)]
    public void From_the_stream_to_the_file(long stream, long size, long file)
    {
        Assert.Equal(file, Gap.ToFile(stream, size) ?? -1);
        if (file >= 0) Assert.Equal(stream, Gap.ToStream(file, size));
    }

    [Theory]
    [InlineData(50, 100)]
    [InlineData(74, 100)]
    public void Between_head_and_tail_of_a_file_that_is_being_cut_is_nothing(long file, long size) => Assert.Null(Gap.ToStream(file, size));

    /// <summary>The whole tail was replaced: there is no size at which the file is about to be cut, and no tail was moved.</summary>
    [Theory]
    [InlineData(10, 6, 1006)]
    [InlineData(6, 6, 1002)]
    public void A_file_whose_tail_was_replaced_may_be_full(long file, long tail, long stream)
    {
        var replaced = new OutputGap { HeadBytes = 6, DroppedBytes = 996, TailBytes = 0, LimitBytes = 11 };
        Assert.Equal((tail, stream), (replaced.TailOffset(file), replaced.StreamBytes(file)));
    }
}
