using System.Text.Json;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;
using Akka.Actor;
using Akka.Event;
using static AgentExec.Actors.Processes.Conversation;
using static AgentExec.Actors.Processes.ProcessProtocol;

namespace AgentExec.Actors.Processes;

/// <summary>
/// Owns the conversation with a job's keeper and tells its parent the facts. It is stopped, never restarted, when it fails: a restart could run
/// a command twice, while a new one that adopts the keeper cannot.
/// </summary>
public sealed class ProcessActor(string job, JobServices services) : UntypedActor, IWithTimers
{
    /// <summary>A keeper repeats its facts at once to whoever connects. One that says nothing is asked anew: a kill must not wait for a word that got lost.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(2);

    /// <summary>How many keepers may die before they take the order; beyond it something is wrong with the machine.</summary>
    private const int MostLaunches = 3;

    private readonly string _directory = services.Store.DirectoryOf(job);
    private readonly ForeignJob _foreign = new(job, services);
    private readonly UnreachableKeeper _unreachable = new(services);
    private readonly List<SendSignal> _early = [];
    private readonly RootWatch _root = new(job, services);
    private readonly InputOrders _inputs = new();
    private IKeeperLink? _link;
    private JobState? _state;
    private LaunchOrder? _order;
    private int _conversation, _launches;
    private bool _started, _watchesOutput;
    private bool? _wakesHost;

    public ITimerScheduler Timers { get; set; } = null!;

    private IActorRef Job => Context.Parent;

    public static Props Props(string job, JobServices services) => ActorProps.Of(() => new ProcessActor(job, services));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Launch launch: OnLaunch(launch.Order); break;
            case Adopt adopt:
                _state = adopt.State;
                Reach();
                break;
            case SendSignal signal: OnSignal(signal); break;
            case WatchOutput: OnWatchOutput(); break;
            case WakeHost wake: OnWakeHost(wake.Wanted); break;
            case IInput input: _inputs.Take(input, Sender, _conversation, Send); break;
            case FrameRead read when read.Conversation == _conversation: OnFrame(read.Frame); break;
            case LinkClosed closed when closed.Conversation == _conversation:
            case TryAgain: Reach(); break;
            case Look: OnLook(); break;
            case LaunchOverdue when !_started: OnLaunchOverdue(); break;
            default: Unhandled(message); break;
        }
    }

    protected override void PostStop()
    {
        _link?.Dispose();
        _root.Dispose();
    }

    private void OnLaunch(LaunchOrder order)
    {
        _order = order;
        _launches++;
        try
        {
            _link = services.Keepers.Launch(_directory, order, NewListener());
            Timers.StartSingleTimer("launch", new LaunchOverdue(), services.Settings.LaunchTimeout);
        }
        catch (IOException error)
        {
            FailLaunch($"the keeper could not be started: {error.Message}");
        }
    }

    private void FailLaunch(string error) => Conclude(new LaunchFailed(error));

    private void Conclude(IFact? last)
    {
        if (last is not null) Job.Tell(last);
        _inputs.End(InputOutcome.Broken);
        Job.Tell(new KeeperDone());
    }

    private void Reach()
    {
        _link?.Dispose();
        _link = services.Keepers.Connect(_directory, NewListener());
        if (_link is not null)
        {
            Timers.StartSingleTimer("reach", new TryAgain(), LongestSilence);
            return;
        }

        var record = services.Store.ReadExit(job) is { } left ? KeeperReach.Believe(left, _state, _state is not null && services.Keepers.IsRootAlive(_state)) : null;
        switch (KeeperReach.Decide(services.Keepers.SignOf(_directory), record, services.IsForeign(job), _state?.Pid is not null))
        {
            case KeeperReach.Step.Retry:
                var (fact, again) = _unreachable.Look(_state, record);
                if (fact is not null) Job.Tell(fact);
                Timers.StartSingleTimer("reach", new TryAgain(), again);
                break;
            case KeeperReach.Step.Conclude: Conclude(new Settled(record!)); break;
            case KeeperReach.Step.Lost: Conclude(_root.Conclude(_state)); break;
            case KeeperReach.Step.Unstarted: OnUnstarted(); break;
            case KeeperReach.Step.Foreign:
                _inputs.End(InputOutcome.Closed);
                OnLook();
                break;
        }
    }

    // Its keeper died before it took the order, or a former host before it gave one: the command has not run, so it still can.
    private void OnUnstarted()
    {
        Timers.Cancel("launch");
        if (_order is null) Job.Tell(new NeverStarted());
        else if (_launches < MostLaunches) OnLaunch(_order);
        else FailLaunch($"{_launches} keepers ended before they took the order");
    }

    private void OnLook()
    {
        var (fact, again) = _foreign.Look(_state!);
        if (fact is not null) Job.Tell(fact);
        if (again) Timers.StartSingleTimer("look", new Look(), ForeignReach.LookEvery);
        else Conclude(last: null);
    }

    private void OnSignal(SendSignal order)
    {
        if (_foreign.IsKnown || _unreachable.IsKnown)
        {
            Job.Tell(_foreign.IsKnown ? _foreign.Signal(order, _state) : _unreachable.Signal(order, _state!));
            return;
        }

        // A keeper that dropped the link and lives is found again, and hears of it then.
        if (_started && (!order.Signal.Tree || Send(new KeeperFrame(KeeperFrameKind.NextToTree, []))) && Send(order.Signal.ToFrame()))
            Job.Tell(new SignalSent(order.RequestId));
        else _early.Add(order);
    }

    private void OnWatchOutput()
    {
        _watchesOutput = true;
        if (_started) Send(new KeeperFrame(KeeperFrameKind.WatchOutput, []));
    }

    // At once, also before the command runs: the host may be gone by then. And to each keeper that is found again: it may know an older program.
    private void OnWakeHost(bool wanted) => Send(services.Keepers.WakeOrder((_wakesHost = wanted).Value));

    private bool Send(KeeperFrame order)
    {
        try
        {
            _link?.Send(order);
            return _link is not null;
        }
        catch (IOException error)
        {
            // The end of the conversation arrives as a fact of its own; what is left of the job is settled there.
            Context.GetLogger().Info("{0}: order {1} not sent: {2}", job, order.Kind, error.Message);
            return false;
        }
    }

    private void OnFrame(KeeperFrame frame)
    {
        Timers.Cancel("reach");
        _unreachable.Reached();
        if (KillPoint.IsArmed) KillPoint.Reach(KillPoints.Host.Heard(frame.Kind.ToString()));
        switch (frame.Kind)
        {
            case KeeperFrameKind.Started: OnStarted(StartedFact.Decode(frame.Payload)); break;
            // Its output may still come: what the job becomes is told with that.
            case KeeperFrameKind.Exited: _root.Exited(Parse(frame)); break;
            case KeeperFrameKind.Settled: OnSettled(Parse(frame)); break;
            case KeeperFrameKind.OutputGrew: Job.Tell(new OutputGrew()); break;
            case KeeperFrameKind.InputTaken: _inputs.Taken(InputTakenFact.Decode(frame.Payload)); break;
            default: Context.GetLogger().Warning("{0}: keeper frame of kind {1} ignored", job, (byte)frame.Kind); break;
        }
    }

    private void OnStarted(StartedFact fact)
    {
        (_started, _order) = (true, null);
        Timers.Cancel("launch");
        // What a lost keeper leaves behind is recognized by this.
        _state = (_state ?? JobState.Unidentified(job)) with { Pid = fact.Pid, PidStartTicks = fact.StartTicks, BootId = ProcessIdentity.CurrentBootId };
        _root.Started(_state);
        Job.Tell(new Started(fact));
        SendSignal[] early = [.. _early];
        _early.Clear();
        foreach (var order in early) OnSignal(order);
        // Each conversation begins without it.
        if (_watchesOutput) OnWatchOutput();
        if (_wakesHost is { } wanted) OnWakeHost(wanted);
        _inputs.Started(_conversation, Send);
    }

    private void OnSettled(ExitRecord record)
    {
        _started = true;
        Timers.Cancel("launch");
        Job.Tell(new Settled(record));
        if (_wakesHost is not true || !record.OutputComplete) return;
        // Nothing more will come. The keeper stays, though, until everybody has been told: the link is its sign that somebody sees to that.
        _conversation++;
        Conclude(last: null);
    }

    private void OnLaunchOverdue()
    {
        _conversation++;
        // A keeper that was merely slow must not run the command of a job that has failed.
        _link?.KillKeeper();
        _link?.Dispose();
        FailLaunch($"the keeper did not answer within {services.Settings.LaunchTimeout.TotalSeconds} s");
    }

    private static ExitRecord Parse(KeeperFrame frame) =>
        JsonSerializer.Deserialize(frame.Payload, ContractJson.Compact.ExitRecord) ?? throw new InvalidDataException("empty exit record");

    private Conversation.Listener NewListener() => new(Self, ++_conversation);
}
