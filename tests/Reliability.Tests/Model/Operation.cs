using AgentExec.Contracts.Jobs;

namespace AgentExec.Reliability.Tests.Model;

/// <summary>One step of a sequence. A job is named by a number, which means the job of that number modulo those that there are.</summary>
/// <param name="ByCli">By a process of its own instead of the library.</param>
public abstract record Operation(bool ByCli)
{
    /// <param name="Behaviour">What it does.</param>
    /// <param name="Code">Its exit code.</param>
    /// <param name="Bytes">How much it prints after it said that it is ready.</param>
    /// <param name="ByCli">See <see cref="Operation"/>.</param>
    public sealed record Run(Behaviour Behaviour, int Code, int Bytes, bool ByCli) : Operation(ByCli);

    public sealed record Open(int Job) : Operation(false);

    public sealed record Kill(int Job, int Signal, bool ByCli) : Operation(ByCli)
    {
        public static readonly int[] Signals = [1, 9, 10, 15, Contracts.Jobs.Signals.Term];
    }

    public sealed record Wait(int Job, bool ByCli) : Operation(ByCli);

    public sealed record Status(int Job, bool ByCli) : Operation(ByCli);

    public sealed record Tail(int Job, bool ByCli) : Operation(ByCli);

    public sealed record List(bool ByCli) : Operation(ByCli);

    public sealed record Tag(int Job, int Number, bool ByCli) : Operation(ByCli);

    public sealed record KillHost() : Operation(false);

    public sealed record StopHost() : Operation(false);

    public sealed record KillKeeper(int Job) : Operation(false);
}
