using AgentExec.Actors.Retention;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;
using Akka.Actor;
using Akka.TestKit;

namespace AgentExec.Actors.Tests.Retention;

/// <summary>Sweeps on virtual time: the registry and the disk are the test's.</summary>
public sealed class RetentionActorTests : ActorTest, IRetentionBook
{
    private static readonly FileSystemFacts Roomy = new(0, 500, 0, 0, false, 1000);
    private static readonly FileSystemFacts Tight = Roomy with { FreeBytes = 20 };

    private readonly RetentionTimes _times = new(
        Delay: TimeSpan.FromSeconds(30), CheckInterval: TimeSpan.FromMinutes(1), SweepInterval: TimeSpan.FromHours(24), Spare: TimeSpan.FromHours(1),
        BackOff: TimeSpan.FromMinutes(10), Patience: TimeSpan.FromMinutes(10));

    private readonly TestProbe _registry;
    private FileSystemFacts _space = Roomy;
    private RetentionSettings _settings = RetentionSettings.Default;
    private RetentionRecord? _record;
    private bool _isBroken;

    public RetentionActorTests() => _registry = CreateTestProbe("registry");

    RetentionRecord? IRetentionBook.Read() => _record;

    void IRetentionBook.Write(RetentionRecord record) => _record = record;

    [Fact]
    public void Should_sweep_after_the_start_and_a_day_later()
    {
        var actor = New();
        Pass(actor, TimeSpan.FromSeconds(29));
        _registry.ExpectNoMsg(TimeSpan.Zero);
        Pass(actor, TimeSpan.FromSeconds(1));
        var request = _registry.ExpectMsg<GcRequest>();
        Assert.Equal(("30d", 20UL << 30, false), (request.OlderThan, request.MaxBytes, request.DryRun));
        Assert.Equal(Timestamp.Format(Scheduler.Now.AddDays(-30))[..19], request.Cutoff);
        Assert.Equal(Timestamp.Format(Scheduler.Now.AddHours(-1))[..19], request.EndedBefore);
        Answer(actor, request, deleted: 2, freed: 300);
        Assert.Equal((RetentionReason.Daily, 2, 300L, null), (_record!.Reason, _record.Deleted, _record.FreedBytes, _record.Error));
        for (var hour = 0; hour < 23; hour++) Pass(actor, TimeSpan.FromHours(1));
        _registry.ExpectNoMsg(TimeSpan.Zero);
        Pass(actor, TimeSpan.FromHours(1));
        _registry.ExpectMsg<GcRequest>();
    }

    [Fact]
    public void Should_remove_the_oldest_until_there_is_room_and_then_be_quiet()
    {
        _record = new RetentionRecord { LastRunAt = Timestamp.Format(Scheduler.Now), Reason = RetentionReason.Daily, Deleted = 7, FreedBytes = 7 };
        _space = Tight;
        var actor = New();
        Pass(actor, _times.Delay);
        Answer(actor, _registry.ExpectMsg<GcRequest>(), deleted: 0, freed: 0);
        var measure = _registry.ExpectMsg<GcRequest>();
        Assert.Equal((true, 0UL), (measure.DryRun, measure.MaxBytes));
        Answer(actor, measure, deleted: 0, freed: 100);
        // 50 of 1000 are to be free, 20 are: 30 of the 100 have to go.
        var free = _registry.ExpectMsg<GcRequest>();
        Assert.Equal((false, 70UL, ""), (free.DryRun, free.MaxBytes, free.Cutoff));
        Answer(actor, free, deleted: 1, freed: 40);
        Answer(actor, _registry.ExpectMsg<GcRequest>(), deleted: 0, freed: 0);
        Assert.Equal((RetentionReason.LowSpace, 1), (_record.Reason, _record.Deleted));
        for (var minute = 0; minute < 9; minute++) Pass(actor, TimeSpan.FromMinutes(1));
        _registry.ExpectNoMsg(TimeSpan.Zero);
        Pass(actor, TimeSpan.FromMinutes(1));
        _registry.ExpectMsg<GcRequest>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Should_remove_nothing_by_settings_that_are_off_or_broken(bool broken)
    {
        _isBroken = broken;
        _settings = _settings with { Auto = false };
        _space = Tight;
        var actor = New();
        for (var i = 0; i < 3; i++) Pass(actor, TimeSpan.FromMinutes(1));
        _registry.ExpectNoMsg(TimeSpan.Zero);
        actor.Tell(new RetentionProtocol.Describe(new HostStatusReply(1, 2, "t", "v", 3, 0, 0)), TestActor);
        var status = ExpectMsg<HostStatusReply>().Retention!;
        Assert.Equal((broken ? null : false, broken ? "no jobs are removed: broken" : null), (status.Auto, status.Error));
    }

    [Fact]
    public void Should_record_what_went_wrong_and_ignore_late_answers()
    {
        var actor = New();
        Pass(actor, _times.Delay);
        var request = _registry.ExpectMsg<GcRequest>();
        Pass(actor, _times.Patience);
        Assert.Equal("gc did not answer", _record!.Error);
        Answer(actor, request, deleted: 5, freed: 5);
        Assert.Equal(0, _record.Deleted);
    }

    private IActorRef New()
    {
        var actor = Sys.ActorOf(RetentionActor.Props(_registry, new RetentionServices(
            () => _isBroken ? throw new IOException("broken") : _settings, this, () => _space, Services.Time, _times)));
        Drain(actor);
        return actor;
    }

    private void Pass(IActorRef actor, TimeSpan time)
    {
        Scheduler.Advance(time);
        Drain(actor);
    }

    private void Answer(IActorRef actor, GcRequest request, int deleted, long freed)
    {
        actor.Tell(new GcReply([], deleted, 0, freed) { RequestId = request.RequestId }, _registry);
        Drain(actor);
    }
}
