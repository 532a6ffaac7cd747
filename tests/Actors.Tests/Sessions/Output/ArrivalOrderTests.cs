using AgentExec.Actors.Sessions.Output;
using AgentExec.Contracts.Keeping;

namespace AgentExec.Actors.Tests.Sessions.Output;

/// <summary>Stdout 0–3, stderr 0–2, stdout 3–4 and on, of streams that have had 6 and 5 bytes.</summary>
public sealed class ArrivalOrderTests
{
    private static readonly Entries Three = new(new(true, 3, 0), new(false, 3, 2));

    [Theory]
    [InlineData(-1, null, 0, 0)]
    [InlineData(0, false, 0, 3)]
    [InlineData(2, false, 2, 1)]
    [InlineData(3, true, 0, 2)]
    [InlineData(4, true, 1, 1)]
    [InlineData(5, false, 3, 3)]
    [InlineData(7, false, 5, 1)]
    [InlineData(8, null, 0, 0)]
    public void While_it_runs_the_stream_that_is_on_is_read_to_its_end_and_no_other(long place, bool? isStderr, long from, long bytes)
    {
        var order = new ArrivalOrder(Three, 6, 5, ended: false);
        Assert.Equal(8, order.Length);
        Assert.Equal(isStderr is { } stream ? new StreamRange(stream, from, bytes) : null, order.At(place));
    }

    [Theory]
    [InlineData(7, false, 5, 1)]
    [InlineData(8, true, 2, 3)]
    [InlineData(10, true, 4, 1)]
    [InlineData(11, null, 0, 0)]
    public void When_all_has_ended_the_rest_of_the_other_comes_last(long place, bool? isStderr, long from, long bytes)
    {
        var order = new ArrivalOrder(Three, 6, 5, ended: true);
        Assert.Equal(11, order.Length);
        Assert.Equal(isStderr is { } stream ? new StreamRange(stream, from, bytes) : null, order.At(place));
    }

    [Fact]
    public void Without_a_record_all_is_stdout_and_then_stderr()
    {
        Assert.Equal(4, new ArrivalOrder(new Entries(), 4, 3, ended: false).Length);
        Assert.Equal(new StreamRange(true, 1, 2), new ArrivalOrder(new Entries(), 4, 3, ended: true).At(5));
    }

    [Fact]
    public void A_log_that_has_less_than_its_part_began_with_ends_there() =>
        Assert.Equal(5, new ArrivalOrder(Three, 1, 5, ended: false).Length);

    [Fact]
    public void Empty_parts_are_passed_over()
    {
        var order = new ArrivalOrder(new Entries(new(true, 0, 0), new(false, 0, 0), new(true, 0, 0)), 0, 9, ended: false);
        Assert.Equal((9, new StreamRange(true, 0, 9)), (order.Length, order.At(0)));
    }

    [Fact]
    public void Finds_each_of_very_many_parts()
    {
        const int count = 3 * ArrivalOrder.Stride + 7;
        var order = new ArrivalOrder(new Entries([.. Enumerable.Range(1, count).Select(i => new ArrivalEntry(i % 2 == 1, (i + 1) / 2, i / 2))]), count, count, ended: false);
        for (var place = 0; place < count; place++) Assert.Equal(new StreamRange(place % 2 == 1, place / 2, 1), order.At(place));
    }

    private sealed class Entries(params ArrivalEntry[] entries) : IArrivalEntries
    {
        public long Count => entries.Length;

        public ArrivalEntry this[long index] => entries[index];
    }
}
