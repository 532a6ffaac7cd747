using AgentExec.Actors.Processes;
using AgentExec.Posix;

namespace AgentExec.Actors.Tests.Processes;

public sealed class OrphanFamilyTests
{
    private const int Reaper = 1, Stranger = 900;
    private static readonly ProcessIdentity Root = new(100, 50, "boot");

    [Fact]
    public void Should_find_group_session_descendants_and_those_that_kept_the_output() => Assert.Equal(
        [100, 101, 102, 103, 104, 105, 106],
        Of(
            [
                P(100, Reaper, 100, 100), P(101, 100, 100, 100), P(102, Reaper, 102, 100), P(103, 101, 103, 103), P(104, 103, 104, 104),
                // A double fork with setsid, and its child which holds nothing.
                P(105, Reaper, 105, 105), P(106, 105, 106, 106),
                // Another job's, and one of nobody.
                P(107, Stranger, 107, 107), P(108, Reaper, 108, 108), P(Stranger, Reaper, Stranger, Stranger),
            ],
            105));

    [Fact]
    public void Should_spare_who_was_handed_the_output_or_is_older_than_the_job() => Assert.Equal(
        [100],
        Of([P(100, Reaper, 100, 100), P(200, Stranger, 200, 200), P(201, Reaper, 201, 201) with { StartTicks = 49 }], 200, 201));

    [Fact]
    public void Should_find_who_is_left_of_the_session_when_the_root_has_gone() =>
        Assert.Equal([101, 105], Of([P(101, Reaper, 100, 100), P(105, Reaper, 105, 105), P(106, Reaper, 106, 106)], 105));

    [Fact]
    public void Should_look_through_the_dead() =>
        Assert.Equal([101], Of([P(100, Reaper, 100, 100) with { State = 'Z' }, P(101, 100, 101, 101)]));

    [Fact]
    public void Should_touch_nobody_whose_number_was_the_roots() =>
        Assert.Empty(Of([P(100, Reaper, 100, 100) with { StartTicks = 51 }, P(101, 100, 100, 100)]));

    [Fact]
    public void Should_find_what_a_keeper_left_that_told_nobody_whom_it_had_started() => Assert.Equal(
        [100, 101, 103],
        OrphanFamily.OfKeeper(
            50,
            [
                P(100, Reaper, 100, 100), P(101, 100, 101, 101), P(102, Reaper, 102, 102), P(103, 101, 103, 103) with { StartTicks = 51 },
                P(104, Reaper, 104, 104) with { StartTicks = 49 }, P(105, Reaper, 105, 105) with { State = 'Z' },
            ],
            pid => pid is 100 or 104 or 105).Select(process => process.Pid).Order());

    private static int[] Of(ProcessStat[] all, params int[] holders) =>
        [.. OrphanFamily.Of(Root, all, pid => holders.Contains(pid)).Select(process => process.Pid).Order()];

    private static ProcessStat P(int pid, int parent, int group, int session) => new(pid, 'S', parent, group, session, 50, 0);
}
