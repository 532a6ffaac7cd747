using AgentExec.Contracts.Jobs;

namespace AgentExec.Reliability.Tests.Model;

/// <summary>The model itself: it must refuse what must not be seen, or the long test shows nothing.</summary>
public sealed class ModelJobTests
{
    private static readonly ModelJob Sleeper = new(Behaviour.Sleeps, 3, 0), Trapper = new(Behaviour.Traps, 4, 0), Ignorer = new(Behaviour.Ignores, 5, 7);

    [Fact]
    public void Should_allow_no_end_that_nobody_caused()
    {
        Assert.Null(Sleeper.Seen(Sight.Exit(0)));
        Assert.Null(Sleeper.Seen(Sight.Lost));
        Assert.Null(Ignorer.Signalled(Signals.Term).Seen(Sight.Died(Signals.Term)));
        Assert.NotNull(Sleeper.Seen(Sight.Running));
    }

    [Fact]
    public void Should_allow_exactly_the_exit_code_and_the_signal_that_it_was()
    {
        Assert.NotNull(Trapper.Signalled(Signals.Term).Seen(Sight.Exit(4)));
        Assert.Null(Trapper.Signalled(Signals.Term).Seen(Sight.Exit(0)));
        Assert.NotNull(Sleeper.Signalled(9).Seen(Sight.Died(9)));
        Assert.Null(Sleeper.Signalled(9).Seen(Sight.Died(15)));
        Assert.Null(Sleeper.Signalled(9).Seen(Sight.Died(9, EndReason.Signaled)));
    }

    [Fact]
    public void Should_allow_nothing_else_once_an_end_was_seen()
    {
        var ended = Sleeper.Signalled(9).Seen(Sight.Died(9))!;
        Assert.Null(ended.Seen(Sight.Running));
        Assert.Null(ended.Orphaned().Seen(Sight.Lost));
        Assert.Null(ended.Signalled(15).Seen(Sight.Died(15)));
        Assert.Equal(ModelJob.Ready, ended.OutputAtEnd);
    }

    [Fact]
    public void Should_allow_a_job_without_keeper_to_be_lost_and_never_to_have_succeeded()
    {
        var orphan = Sleeper.Orphaned();
        Assert.NotNull(orphan.Seen(Sight.Lost));
        Assert.Null(orphan.Seen(Sight.Exit(0)));
        Assert.Null(orphan.OutputAtEnd);
    }

    [Fact]
    public void Should_know_the_output_of_a_job_exactly_unless_it_died_while_it_may_have_printed()
    {
        var killed = Sight.Died(9);
        Assert.Equal(ModelJob.Ready, Ignorer.Signalled(9).Seen(killed)!.OutputAtEnd);
        Assert.Null(Ignorer.Opened().Signalled(9).Seen(killed)!.OutputAtEnd);
        Assert.Equal(ModelJob.Ready + "xxxxxxx", Ignorer.Opened().Seen(Sight.Exit(5))!.OutputAtEnd);
    }
}
