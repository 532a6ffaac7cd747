using System.Text;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Reliability.Tests.Model;

/// <summary>What may be seen of a job: running, or an end.</summary>
public sealed record Sight(JobStatus Status, EndReason? Reason = null, int? ExitCode = null, string? Signal = null)
{
    public static readonly Sight Running = new(JobStatus.Running);

    public static readonly Sight Lost = new(JobStatus.Failed, EndReason.Lost);

    public bool IsEnd => Status != JobStatus.Running;

    public static Sight Exit(int code) => new(JobStatus.Exited, EndReason.Exited, code);

    public static Sight Died(int signal, EndReason reason = EndReason.Killed) =>
        new(JobStatus.Killed, reason, null, signal.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>
/// One job as the contract has it: what may be seen of it next. Pure: each step is a function to the next job. Whatever is seen narrows it, and an end
/// that was seen is all that may be seen ever after.
/// </summary>
public sealed record ModelJob(Behaviour Behaviour, int Code, int Bytes)
{
    public const string Ready = "ready\n", Trapped = "trapped\n";

    /// <summary>The sights that the contract allows now.</summary>
    public IReadOnlyList<Sight> Allowed { get; private init; } = Behaviour == Behaviour.Exits ? [Sight.Running, Sight.Exit(Code)] : [Sight.Running];

    public bool HasKeeper { get; private init; } = true;

    public string[] Tags { get; private init; } = [];

    /// <summary>Nobody can wait for its end without doing more: it may go on for ever.</summary>
    public bool MayStay => Allowed is [{ IsEnd: false }];

    public bool HasEnded => Allowed is [{ IsEnd: true }];

    /// <summary>All that it can print; a longer output is wrong in each case.</summary>
    public string Output => Behaviour switch
    {
        Behaviour.Sleeps => Ready,
        Behaviour.Traps => Ready + Trapped,
        _ => Ready + new string('x', Bytes),
    };

    /// <summary>Whether it may be printing what comes after its first line: a signal may end it in the middle of that.</summary>
    public bool MayPrint { get; private init; } = Behaviour == Behaviour.Exits;

    /// <summary>What it has printed when its end was seen; null when that is not determined.</summary>
    public string? OutputAtEnd => !HasEnded || !HasKeeper ? null : Allowed[0].Status == JobStatus.Exited ? Output : MayPrint ? null : Ready;

    /// <summary>It was let go on; only those at a gate notice. A signal that was answered may still be on its way to it.</summary>
    public ModelJob Opened() => Behaviour is Behaviour.Gated or Behaviour.Ignores && !HasEnded ? May(Sight.Exit(Code)) with { MayPrint = true } : this;

    /// <summary>A signal was sent to a job that may have been running.</summary>
    public ModelJob Signalled(int signal) => (HasEnded, Behaviour, signal) switch
    {
        (true, _, _) => this,
        (_, Behaviour.Ignores, Signals.Term) => this,
        (_, Behaviour.Traps, Signals.Term) => May(Sight.Exit(Code)) with { MayPrint = true },
        // It may be sent to a shell that is about to be left alone by a former signal.
        _ => May(Sight.Died(signal)),
    };

    /// <summary>Its keeper was killed: what it ran is stopped, and its end is not known unless somebody has seen it.</summary>
    public ModelJob Orphaned() => HasEnded ? this : May(Sight.Lost) with { HasKeeper = false };

    public ModelJob Tagged(string[] tags) => this with { Tags = tags };

    /// <summary>What the job is after this was seen; null when it must not be seen.</summary>
    public ModelJob? Seen(Sight sight)
    {
        if (!Allowed.Contains(sight)) return null;
        return sight.IsEnd ? this with { Allowed = [sight] } : this;
    }

    public override string ToString()
    {
        var text = new StringBuilder($"{Behaviour} {Code} with {Bytes} bytes, may be ");
        return text.AppendJoin(" or ", Allowed.Select(sight => $"{sight.Status}/{sight.Reason}/{sight.ExitCode}/{sight.Signal}")).ToString();
    }

    private ModelJob May(Sight sight) => Allowed.Contains(sight) ? this : this with { Allowed = [.. Allowed, sight] };
}
