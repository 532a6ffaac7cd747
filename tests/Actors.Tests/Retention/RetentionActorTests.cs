using AgentExec.Actors.Retention;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;
using Akka.Actor;
using Akka.TestKit;

namespace AgentExec.Actors.Tests.Retention;

/// <summary>When sweeps begin and what is recorded, on virtual time; registry and disk are the test's (contract B27).</summary>
public sealed class RetentionActorTests : ActorTest, IRetentionBook
{
    private static readonly FileSystemFacts Roomy = new(0, 500, 0, 0, false, 1000);
    private static readonly FileSystemFacts Tight = Roomy with { FreeBytes = 20 };

    private static readonly RetentionTimes Times = new(
        Delay: TimeSpan.FromSeconds(30), CheckInterval: TimeSpan.FromMinutes(1), SweepInterval: TimeSpan.FromHours(24), Spare: TimeSpan.FromHours(3),
        BackOff: TimeSpan.FromMinutes(10), Patience: TimeSpan.FromMinutes(10));

    private readonly TestProbe _registry;
    private FileSystemFacts _space = Roomy;
    private RetentionSettings _settings = RetentionSettings.Default;
    private RetentionRecord? _record;
    private string? _configError, _writeError;

    public RetentionActorTests() => _registry = CreateTestProbe("registry");

    RetentionRecord? IRetentionBook.Read() => _record;

    void IRetentionBook.Write(RetentionRecord record) => _record = _writeError is null ? record : throw new IOException(_writeError);

    [Fact]
    public void Should_sweep_a_day_after_the_first_check_and_every_day()
    {
        var actor = New();
        Pass(actor, TimeSpan.FromSeconds(29));
        Assert.Null(_record);
        Pass(actor, TimeSpan.FromSeconds(1));
        Assert.Equal(new RetentionRecord { NextRunAt = Timestamp.Format(Scheduler.Now.AddDays(1)) }, _record);
        for (var day = 1; day <= 2; day++)
        {
            for (var hour = 0; hour < 23; hour++) Pass(actor, TimeSpan.FromHours(1));
            _registry.ExpectNoMsg(TimeSpan.Zero);
            Pass(actor, TimeSpan.FromHours(1));
            Answer(actor, _registry.ExpectMsg<GcRequest>(), deleted: day, freed: 300);
            var now = Timestamp.Format(Scheduler.Now);
            Assert.Equal((now, RetentionReason.Daily, day, 300, null), (_record!.LastRunAt, _record.Reason, _record.Deleted, _record.FreedBytes, _record.Error));
            Assert.Equal(Timestamp.Format(Scheduler.Now.AddDays(1)), _record.NextRunAt);
        }
    }

    [Fact]
    public void Should_sweep_at_the_first_check_when_a_record_says_so()
    {
        _record = new RetentionRecord { NextRunAt = Timestamp.Format(Scheduler.Now) };
        var actor = New();
        Pass(actor, TimeSpan.FromSeconds(30));
        var request = _registry.ExpectMsg<GcRequest>();
        Assert.Equal(("30d", 20UL << 30, false, true), (request.OlderThan, request.MaxBytes, request.DryRun, request.KeepUntold));
        Assert.Equal(Timestamp.Format(Scheduler.Now.AddDays(-30))[..19], request.Cutoff);
        Assert.Equal(Timestamp.Format(Scheduler.Now.AddHours(-3))[..19], request.EndedBefore);
    }

    [Fact]
    public void Should_make_room_and_then_be_quiet_for_a_while()
    {
        _space = Tight;
        var actor = New();
        Pass(actor, TimeSpan.FromSeconds(30));
        Answer(actor, _registry.ExpectMsg<GcRequest>(), deleted: 0, freed: 0);
        Answer(actor, _registry.ExpectMsg<GcRequest>(request => Assert.True(request.DryRun)), deleted: 0, freed: 100);
        Answer(actor, _registry.ExpectMsg<GcRequest>(request => Assert.Equal(70UL, request.MaxBytes)), deleted: 1, freed: 40);
        Assert.Equal((RetentionReason.LowSpace, 1, 40), (_record!.Reason, _record.Deleted, _record.FreedBytes));
        for (var minute = 0; minute < 9; minute++) Pass(actor, TimeSpan.FromMinutes(1));
        _registry.ExpectNoMsg(TimeSpan.Zero);
        Pass(actor, TimeSpan.FromMinutes(1));
        _registry.ExpectMsg<GcRequest>();
    }

    [Theory]
    [InlineData("broken", null)]
    [InlineData(null, false)]
    public void Should_remove_nothing_by_settings_that_are_off_or_broken(string? error, bool? auto)
    {
        _configError = error;
        _settings = _settings with { Auto = false };
        _space = Tight;
        var actor = New();
        for (var i = 0; i < 30; i++) Pass(actor, TimeSpan.FromMinutes(1));
        _registry.ExpectNoMsg(TimeSpan.Zero);
        var status = Describe(actor);
        Assert.Equal((auto, error is null ? null : "no jobs are removed: broken", null), (status.Auto, status.Error, status.NextRunAt));
    }

    [Fact]
    public void Should_end_a_sweep_without_an_answer_and_ignore_a_late_one()
    {
        _space = Tight;
        var actor = New();
        Pass(actor, TimeSpan.FromSeconds(30));
        var request = _registry.ExpectMsg<GcRequest>();
        Pass(actor, TimeSpan.FromMinutes(10));
        Assert.Equal("gc did not answer", _record!.Error);
        Answer(actor, request, deleted: 5, freed: 5);
        Assert.Equal(0, _record.Deleted);
    }

    [Fact]
    public void Should_sweep_once_when_the_record_cannot_be_written()
    {
        _record = new RetentionRecord { NextRunAt = Timestamp.Format(Scheduler.Now) };
        _writeError = "no space left";
        var actor = New();
        Pass(actor, TimeSpan.FromSeconds(30));
        Answer(actor, _registry.ExpectMsg<GcRequest>(), deleted: 2, freed: 5);
        for (var minute = 0; minute < 30; minute++) Pass(actor, TimeSpan.FromMinutes(1));
        _registry.ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal(2, Describe(actor).Deleted);
    }

    private Contracts.Responses.RetentionStatus Describe(IActorRef actor)
    {
        actor.Tell(new RetentionProtocol.Describe(new HostStatusReply(1, 2, "t", "v", 3, 0, 0)), TestActor);
        return ExpectMsg<HostStatusReply>().Retention!;
    }

    private IActorRef New()
    {
        var actor = Sys.ActorOf(RetentionActor.Props(_registry, new RetentionServices(
            () => _configError is null ? _settings : throw new IOException(_configError), this, () => _space, Services.Time, Times)));
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
