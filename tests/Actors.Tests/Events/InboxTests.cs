using AgentExec.Actors.Events;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Tests.Events;

public sealed class InboxTests
{
    private readonly Inbox _inbox = new();

    internal static SessionEvent Event(string job, string? scope = null) => new()
    {
        Cursor = "", Scope = scope, SessionId = $"calm-{job}", JobId = job, Name = "npm run", Status = "failed", Exit = "exit 1", ExitCode = 1,
        Reason = EndReason.Exited,
    };

    [Fact]
    public void Should_number_events_in_the_order_they_came()
    {
        Add("a");
        Add("b");
        Assert.Equal(["1", "2"], _inbox.Read(null, 0, 10).Select(told => told.Cursor));
        Assert.Equal(["b"], _inbox.Read(null, 1, 10).Select(told => told.JobId));
    }

    [Fact]
    public void Should_take_the_end_of_a_job_once()
    {
        Add("a");
        Assert.Null(_inbox.Add(Event("a")));
        _inbox.Apply(_inbox.AcknowledgeJob("a")!);
        Assert.Null(_inbox.Add(Event("a")));
    }

    [Fact]
    public void Should_show_a_scope_only_its_own()
    {
        Add("a", "x");
        Add("b", "y");
        Add("c");
        Assert.Equal(["a"], _inbox.Read("x", 0, 10).Select(told => told.JobId));
        Assert.Equal(["a", "b", "c"], _inbox.Read(null, 0, 10).Select(told => told.JobId));
    }

    [Fact]
    public void Should_acknowledge_only_what_the_scope_may_see()
    {
        Add("a", "x");
        Add("b", "y");
        Add("c", "x");
        _inbox.Apply(_inbox.AcknowledgeTo(3, "x")!);
        Assert.Equal(["b"], _inbox.Read(null, 0, 10).Select(told => told.JobId));
        Assert.Null(_inbox.AcknowledgeTo(3, "x"));
    }

    [Fact]
    public void Should_acknowledge_no_further_than_told()
    {
        Add("a");
        Add("b");
        Add("c");
        _inbox.Apply(_inbox.AcknowledgeTo(2, null)!);
        Assert.Equal(["c"], _inbox.Read(null, 0, 10).Select(told => told.JobId));
    }

    [Fact]
    public void Should_be_the_same_from_its_fewest_records()
    {
        Add("a");
        Add("b", "x");
        Add("c");
        _inbox.Apply(_inbox.AcknowledgeJob("c")!);
        var other = new Inbox();
        foreach (var record in _inbox.Compact()) other.Apply(record);
        Assert.Equal(_inbox.Read(null, 0, 10), other.Read(null, 0, 10));
        // No place is given twice, though the newest event is gone.
        Assert.Equal((3, "4"), (other.End, other.Add(Event("d"))!.Event!.Cursor));
    }

    [Fact]
    public void Should_drop_the_oldest_of_too_many()
    {
        for (var i = 0; i <= Inbox.Most; i++) Add($"j{i}");
        Assert.Equal((Inbox.Most, "2"), (_inbox.Count, _inbox.Read(null, 0, 1)[0].Cursor));
    }

    [Theory]
    [InlineData("12", 12L)]
    [InlineData("0", 0L)]
    [InlineData("-1", null)]
    [InlineData("", null)]
    [InlineData("1.5", null)]
    [InlineData(" 1", null)]
    [InlineData("99999999999999999999", null)]
    public void Should_read_a_place(string text, long? place) => Assert.Equal(place, Inbox.TryPlace(text));

    private void Add(string job, string? scope = null) => _inbox.Apply(_inbox.Add(Event(job, scope))!);

    [Fact]
    public void Should_refuse_to_acknowledge_beyond_the_newest_event()
    {
        Add("a");
        Assert.Null(_inbox.RefusalOf(null, "1"));
        Assert.Equal("invalid_cursor", _inbox.RefusalOf(null, "2")!.Code);
        _inbox.Apply(_inbox.AcknowledgeJob("a")!);
        // Places never come again, so one that was read stays good.
        Assert.Null(_inbox.RefusalOf("7", "1"));
    }
}
