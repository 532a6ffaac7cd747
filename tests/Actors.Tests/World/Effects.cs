using AgentExec.Contracts.Jobs;
using AgentExec.Actors.Notifications;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Tests.World;

/// <summary>What actors did to the world, told to the test in the order in which it happened.</summary>
internal static class Effects
{
    public interface IEffect;

    /// <summary>A job directory was made.</summary>
    public sealed record Created(JobMeta Meta) : IEffect;

    /// <summary>A state is on disk.</summary>
    public sealed record Wrote(JobState State) : IEffect;

    /// <summary>A write failed, as it was told to.</summary>
    public sealed record WriteRefused(JobState State) : IEffect;

    /// <summary>A keeper was started.</summary>
    public sealed record Launched(LaunchOrder Order, FakeLink Link) : IEffect;

    /// <summary>A running keeper was found.</summary>
    public sealed record Adopted(string JobDirectory, FakeLink Link) : IEffect;

    /// <summary>Nobody listened.</summary>
    public sealed record NotFound(string JobDirectory) : IEffect;

    /// <summary>A signal order reached a keeper.</summary>
    public sealed record Sent(SignalOrder Order) : IEffect;

    /// <summary>An order of input reached a keeper.</summary>
    public sealed record Fed(KeeperFrameKind Kind, InputOrder Order) : IEffect;

    /// <summary>A keeper was told a size of its terminal.</summary>
    public sealed record Resized(TerminalSize Size) : IEffect;

    /// <summary>A keeper was told that the next signal is for every descendant.</summary>
    public sealed record Widened : IEffect;

    /// <summary>A keeper was told whether to start a host at the end.</summary>
    public sealed record MayWake(bool Wanted) : IEffect;

    /// <summary>A keeper was asked to say when its job has written.</summary>
    public sealed record Watching : IEffect;

    /// <summary>The group was killed from here.</summary>
    public sealed record KilledOrphans(JobState State) : IEffect;

    /// <summary>What a keeper left that died before it said whom it had started was looked for.</summary>
    public sealed record KilledStrays(string JobDirectory) : IEffect;

    /// <summary>The group of a job of another program was signalled from here.</summary>
    public sealed record SignalledForeign(int Signal) : IEffect;

    public sealed record SignalledFamily(int Signal) : IEffect;

    public sealed record KilledKeeper : IEffect;

    /// <summary>The completion event is on disk.</summary>
    public sealed record CompletionWritten(CompletionEvent Event) : IEffect;

    /// <summary>A match is on disk.</summary>
    public sealed record MatchRecorded(OutputMatchEvent Event) : IEffect;

    /// <summary>A record was refused, as it was told to be.</summary>
    public sealed record OutboxRefused : IEffect;

    public sealed record OutboxClosed(string Job) : IEffect;

    /// <summary>A sink is being told; the test says what comes of it.</summary>
    public sealed record Told(SinkCall Call, SinkType Type, string Target, TaskCompletionSource<SinkOutcome> Done) : IEffect;

    /// <summary>What was put away is removed.</summary>
    public sealed record TrashEmptied : IEffect;
}
