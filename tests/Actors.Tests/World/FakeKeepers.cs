using AgentExec.Actors.Processes;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;
using Akka.Actor;

namespace AgentExec.Actors.Tests.World;

/// <summary>Keepers that do what the test says.</summary>
internal sealed class FakeKeepers(IActorRef witness) : IKeepers
{
    private int _launches;

    public int Launches => _launches;

    /// <summary>What a launch throws, null when it succeeds.</summary>
    public Exception? LaunchError { get; set; }

    /// <summary>Whether a keeper answers a connection.</summary>
    public bool Listens { get; set; } = true;

    public KeeperSign Sign { get; set; } = KeeperSign.Alive;

    public bool RootAlive { get; set; }

    public IKeeperLink Launch(string jobDirectory, LaunchOrder order, IKeeperListener listener)
    {
        Interlocked.Increment(ref _launches);
        if (LaunchError is { } error) throw error;
        var link = new FakeLink(witness, listener);
        witness.Tell(new Effects.Launched(order, link));
        return link;
    }

    public IKeeperLink? Connect(string jobDirectory, IKeeperListener listener)
    {
        if (!Listens)
        {
            witness.Tell(new Effects.NotFound(jobDirectory));
            return null;
        }

        var link = new FakeLink(witness, listener);
        witness.Tell(new Effects.Adopted(jobDirectory, link));
        return link;
    }

    public KeeperFrame WakeOrder(bool wanted) => new(KeeperFrameKind.WakeHost, wanted ? [1] : []);

    public KeeperSign SignOf(string jobDirectory) => Sign;

    /// <summary>What a look at the root process shows; null when it cannot be held.</summary>
    public (bool HasEnded, WaitStatus? Status, TimeSpan Ran)? Sight { get; set; }

    public IRootWitness? Witness(JobState state) => Sight is { } sight ? new FakeWitness(sight) : null;

    public void KillStrays(string jobDirectory) => witness.Tell(new Effects.KilledStrays(jobDirectory));

    public void KillOrphans(JobState state, string jobDirectory, IReadOnlyCollection<string> pipes) => witness.Tell(new Effects.KilledOrphans(state));

    public void SignalForeign(JobState state, int signal) => witness.Tell(new Effects.SignalledForeign(signal));

    public void SignalFamily(JobState state, int signal) => witness.Tell(new Effects.SignalledFamily(signal));

    public bool IsRootAlive(JobState state) => RootAlive;
}

/// <summary>A root process of which the test says what became.</summary>
internal sealed record FakeWitness((bool HasEnded, WaitStatus? Status, TimeSpan Ran) Sight) : IRootWitness
{
    public IReadOnlyCollection<string> Pipes => ["pipe:[1]"];

    public (bool HasEnded, WaitStatus? Status, TimeSpan Ran) Look() => Sight;

    public void Dispose()
    {
        // Nothing is held.
    }
}

/// <summary>A conversation of which the test is the other end.</summary>
internal sealed class FakeLink(IActorRef witness, IKeeperListener listener) : IKeeperLink
{
    public bool IsDead { get; set; }

    public void Send(KeeperFrame frame)
    {
        if (IsDead) throw new IOException("the keeper does not listen any more");
        if (frame.Kind == KeeperFrameKind.WatchOutput) witness.Tell(new Effects.Watching());
        else if (frame.Kind == KeeperFrameKind.WakeHost) witness.Tell(new Effects.MayWake(frame.Payload.Length > 0));
        else if (frame.Kind is KeeperFrameKind.Input or KeeperFrameKind.CloseInput) witness.Tell(new Effects.Fed(frame.Kind, InputOrder.Decode(frame.Payload)));
        else if (frame.Kind == KeeperFrameKind.Resize) witness.Tell(new Effects.Resized(TerminalSize.Decode(frame.Payload)));
        else if (frame.Kind == KeeperFrameKind.NextToTree) witness.Tell(new Effects.Widened());
        else witness.Tell(new Effects.Sent(SignalOrder.Decode(frame.Payload)));
    }

    public void KillKeeper() => witness.Tell(new Effects.KilledKeeper());

    public void Started(int pid = 7, long ticks = 99) => Emit(new StartedFact(pid, ticks).ToFrame());

    public void Exited(ExitRecord record) => Emit(new KeeperFrame(KeeperFrameKind.Exited, record.ToJson()));

    public void Settled(ExitRecord record) => Emit(new KeeperFrame(KeeperFrameKind.Settled, record.ToJson()));

    public void Took(InputOrder order, int bytes, InputOutcome outcome = InputOutcome.Taken) => Emit(new InputTakenFact(order.Id, bytes, outcome).ToFrame());

    public void Grew() => Emit(new KeeperFrame(KeeperFrameKind.OutputGrew, []));

    public void Emit(KeeperFrame frame) => listener.OnFrame(frame);

    public void Close() => listener.OnClosed();

    public void Dispose()
    {
        // The test closes a conversation itself, when it wants the actor to hear of it.
    }
}
