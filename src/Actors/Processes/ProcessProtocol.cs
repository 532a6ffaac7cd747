using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;

namespace AgentExec.Actors.Processes;

/// <summary>What a job and the owner of its process say to each other. Started, exited, settled and gone are four facts, never one.</summary>
public static class ProcessProtocol
{
    public interface IOrder;

    public interface IFact;

    /// <summary>Start the command; at most once in a life.</summary>
    public sealed record Launch(LaunchOrder Order) : IOrder;

    /// <summary>Find the keeper that already runs it.</summary>
    public sealed record Adopt(JobState State) : IOrder;

    /// <summary>Signal the process group; answered by <see cref="SignalSent"/> with the same question.</summary>
    public sealed record SendSignal(SignalOrder Signal, string RequestId) : IOrder;

    /// <summary>Say <see cref="OutputGrew"/> from now on.</summary>
    public sealed record WatchOutput : IOrder;

    /// <summary>See to it that a host lives when the job has ended, or do not any more.</summary>
    public sealed record WakeHost(bool Wanted) : IOrder;

    /// <summary>For the command's input; the keeper's answer, or <see cref="InputTaken"/> saying that there is none, goes to the sender.</summary>
    public interface IInput;

    /// <summary>Write these bytes, <see cref="InputOrder"/>.</summary>
    public sealed record Input(InputOrder Order) : IInput;

    /// <summary>No more input; the id names the order as in <see cref="InputOrder.Id"/>.</summary>
    public sealed record CloseInput(InputOrder Order) : IInput;

    /// <summary>The terminal has another size. Not answered.</summary>
    public sealed record Resize(TerminalSize Size) : IInput;

    /// <summary>To the sender of input: what became of it.</summary>
    public sealed record InputTaken(InputTakenFact Fact);

    /// <summary>The command runs.</summary>
    public sealed record Started(StartedFact Fact) : IFact;

    /// <summary>The end is recorded, and its output is captured or given up on for now.</summary>
    public sealed record Settled(ExitRecord Record) : IFact;

    /// <summary>It has written since this was said last.</summary>
    public sealed record OutputGrew : IFact;

    /// <summary>No keeper could be started, or it did not answer.</summary>
    public sealed record LaunchFailed(string Error) : IFact;

    /// <summary>No keeper ever took an order for the job: nothing has run. <see cref="Launch"/> may be given.</summary>
    public sealed record NeverStarted : IFact;

    /// <summary>The keeper took the signal order.</summary>
    public sealed record SignalSent(string RequestId) : IFact;

    /// <summary>The system refused to send it; nothing was changed.</summary>
    public sealed record SignalRefused(string RequestId, string Error) : IFact;

    /// <summary>The keeper has ended and left no record. What it ran has been stopped unless its true end is known nevertheless.</summary>
    public sealed record KeeperLost(ExitRecord? End) : IFact;

    /// <summary>The other program that the job belongs to has ended and left no record.</summary>
    public sealed record ForeignLost : IFact;

    /// <summary>The job belongs to another program; it is not ours to end.</summary>
    public sealed record Foreign : IFact;

    /// <summary>A keeper lives and cannot be connected to: signals are sent by the recorded identity, the end is read from disk.</summary>
    public sealed record Unreachable : IFact;

    /// <summary>That program has written its end.</summary>
    public sealed record ForeignEnded : IFact;

    /// <summary>The keeper has ended after its last fact, or stays only until everybody has been told: nothing more will come.</summary>
    public sealed record KeeperDone : IFact;
}
