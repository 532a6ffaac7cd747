using System.Diagnostics;
using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace AgentExec.Client.Tests.Remoting;

public sealed class PreciseSchedulerTests() : TestKit(
    "akka { loglevel = OFF, stdout-loglevel = OFF, scheduler.implementation = \"AgentExec.Remoting.PreciseScheduler, AgentExec.Remoting\" }")
{
    private IScheduler Scheduler => Sys.Scheduler;

    [Fact]
    public async Task Should_never_fire_early()
    {
        var early = new List<Task<TimeSpan>>();
        // Delays that begin anywhere between two ticks of the runtime's clock.
        for (var i = 1; i <= 200; i++)
        {
            var delay = TimeSpan.FromMilliseconds(i / 4.0);
            var fired = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            var start = Stopwatch.GetTimestamp();
            Scheduler.Advanced.ScheduleOnce(delay, () => fired.SetResult(Stopwatch.GetElapsedTime(start) - delay));
            early.Add(fired.Task);
            for (var spin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(spin) < TimeSpan.FromMicroseconds(137);) { }
        }

        foreach (var over in await Task.WhenAll(early).WaitAsync(Patience.Limit)) Assert.InRange(over, TimeSpan.Zero, Patience.Limit);
    }

    [Fact]
    public void Should_tell_once_and_in_order()
    {
        Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(40), TestActor, "late", ActorRefs.NoSender);
        Scheduler.ScheduleTellOnce(TimeSpan.Zero, TestActor, "now", ActorRefs.NoSender);
        ExpectMsg("now", Patience.Limit);
        ExpectMsg("late", Patience.Limit);
    }

    [Fact]
    public void Should_repeat_until_cancelled()
    {
        using var cancel = new Cancelable(Scheduler);
        Scheduler.ScheduleTellRepeatedly(TimeSpan.Zero, TimeSpan.FromMilliseconds(2), TestActor, "again", ActorRefs.NoSender, cancel);
        for (var i = 0; i < 5; i++) ExpectMsg("again", Patience.Limit);
        cancel.Cancel();
        // Whatever was under way has arrived before this one, which is due later.
        Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(20), TestActor, "end", ActorRefs.NoSender);
        FishForMessage(message => message is "end", Patience.Limit);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_not_fire_what_was_cancelled()
    {
        using var before = new Cancelable(Scheduler);
        before.Cancel();
        Scheduler.ScheduleTellOnce(TimeSpan.Zero, TestActor, "cancelled before", ActorRefs.NoSender, before);
        using var after = new Cancelable(Scheduler);
        Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(10), TestActor, "cancelled after", ActorRefs.NoSender, after);
        after.Cancel();
        Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(30), TestActor, "end", ActorRefs.NoSender);
        ExpectMsg("end", Patience.Limit);
    }

    [Fact]
    public void Should_take_delays_and_intervals_beyond_the_reach_of_the_runtimes_timers()
    {
        using var cancel = new Cancelable(Scheduler);
        foreach (var days in (ReadOnlySpan<int>)[49, 50, 1000, 365_000])
        {
            Scheduler.ScheduleTellOnce(TimeSpan.FromDays(days), TestActor, "far", ActorRefs.NoSender, cancel);
            Scheduler.ScheduleTellRepeatedly(TimeSpan.FromDays(days), TimeSpan.FromDays(days), TestActor, "far", ActorRefs.NoSender, cancel);
        }

        Scheduler.ScheduleTellRepeatedly(TimeSpan.Zero, TimeSpan.FromDays(365_000), TestActor, "first", ActorRefs.NoSender, cancel);
        ExpectMsg("first", Patience.Limit);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_survive_an_action_that_fails()
    {
        Scheduler.Advanced.ScheduleRepeatedly(TimeSpan.Zero, TimeSpan.FromMilliseconds(1), () =>
        {
            TestActor.Tell("tried");
            throw new InvalidOperationException("a bug");
        });
        ExpectMsg("tried", Patience.Limit);
        Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(20), TestActor, "end", ActorRefs.NoSender);
        ExpectMsg("end", Patience.Limit);
    }
}
