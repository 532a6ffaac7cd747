namespace AgentExec.Contracts.Keeping;

/// <summary>Orders go from host to keeper, facts from keeper to host. A keeper repeats every fact it has to each host that connects.</summary>
public enum KeeperFrameKind : byte
{
    /// <summary>Order: run this; <see cref="LaunchOrder"/>. The first frame, once.</summary>
    Launch = 1,

    /// <summary>Order: signal the process group; <see cref="SignalOrder"/>. Ignored after the end.</summary>
    Signal = 2,

    /// <summary>Order: say on this link when there is output, <see cref="OutputGrew"/>. No payload.</summary>
    WatchOutput = 3,

    /// <summary>
    /// Order: the next <see cref="Signal"/> on this link goes to every descendant, not to the group alone. No payload. A keeper that does not know it skips it
    /// and signals the group.
    /// </summary>
    NextToTree = 4,

    /// <summary>
    /// Order: somebody is to be told of this job, so see to it at its end that a host lives; <see cref="WakeOrder"/>. Each replaces the one before, an empty
    /// payload takes it back.
    /// </summary>
    WakeHost = 5,

    /// <summary>Order: write this to the command's stdin or terminal; <see cref="InputOrder"/>. Answered by <see cref="InputTaken"/> on this link alone.</summary>
    Input = 6,

    /// <summary>Order: no more input, <see cref="InputOrder"/> without bytes: a pipe is closed, a terminal gets ^D. Behind all input before it; answered likewise.</summary>
    CloseInput = 7,

    /// <summary>Order: the terminal has another size; <see cref="TerminalSize"/>. Ignored without a terminal.</summary>
    Resize = 8,

    /// <summary>Fact: the command runs; <see cref="StartedFact"/>.</summary>
    Started = 16,

    /// <summary>Fact: the root process ended, output may still come; <see cref="ExitRecord"/> as JSON.</summary>
    Exited = 17,

    /// <summary>
    /// Fact: the end is in <c>exit.json</c>, and its output is captured or its time for that is over; <see cref="ExitRecord"/> as JSON. Sent a
    /// second time, with <see cref="ExitRecord.OutputComplete"/>, when descendants held the pipes longer. Sent first and alone when the launch failed.
    /// </summary>
    Settled = 18,

    /// <summary>
    /// Fact, not repeated: output was written to the logs since this was said last, or the link has just begun to watch. At most one each
    /// hundredth of a second. No payload.
    /// </summary>
    OutputGrew = 19,

    /// <summary>Fact, not repeated: what became of one order of input; <see cref="InputTakenFact"/>. To the link that gave it.</summary>
    InputTaken = 20,
}
