using AgentExec.Actors.Sessions;
using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Tests.Sessions;

/// <summary>Newest first, also of sessions that began or ended in the same second.</summary>
public sealed class SessionOrderTests
{
    private const string Early = "2026-01-01T00:00:00Z", Late = "2026-01-01T00:00:01Z";

    [Fact]
    public void What_runs_comes_before_what_has_ended() =>
        AssertOrder("running ended", Row("ended", Late, ended: Late), Row("running", Early));

    [Fact]
    public void Running_ones_of_a_second_are_told_apart_by_their_start() =>
        AssertOrder("c a b", Row("b", Early, began: 10), Row("c", Late, began: 5), Row("a", Early, began: 20));

    /// <summary>Each is asked at another moment: how long it has run by then says nothing.</summary>
    [Fact]
    public void How_long_it_has_run_does_not_count() =>
        AssertOrder("b a", Row("a", Early, began: 10, ran: 1), Row("b", Early, began: 20, ran: 2));

    [Fact]
    public void Ended_ones_of_a_second_are_told_apart_by_their_end() =>
        AssertOrder("b c a", Row("a", Early, ended: Late, began: 40, over: 50), Row("c", Early, ended: Late, began: 10, over: 60), Row("b", Early, ended: Late, began: 20, over: 70));

    [Fact]
    public void Those_that_nothing_tells_apart_are_in_the_order_of_their_names() =>
        AssertOrder("c b a z y", Row("y", Early, ended: Early), Row("a", Early, began: 10), Row("b", Early, began: 10), Row("z", Early, ended: Early), Row("c", Early, began: 10));

    private static void AssertOrder(string expected, params ListedRow[] rows) =>
        Assert.Equal(expected.Split(' '), SessionOrder.Sort(rows).Select(listed => listed.Row.SessionId));

    private static ListedRow Row(string id, string started, string? ended = null, int began = 0, int over = 0, long ran = 0) => new(
        new SessionRow
        {
            SessionId = id, Status = ToolStatus.Running, StartedAt = started, EndedAt = ended, RuntimeMs = ran, Cwd = "/w", Command = "c", Name = "c", Tail = "",
            Truncated = false, StdinWritable = true, WaitingForInput = false, IdleMs = 0,
        },
        TimeSpan.FromMilliseconds(began), TimeSpan.FromMilliseconds(over), null);
}
