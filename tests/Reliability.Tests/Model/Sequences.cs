using CsCheck;

namespace AgentExec.Reliability.Tests.Model;

/// <summary>Random sequences of operations, each beginning with a job.</summary>
internal static class Sequences
{
    private const int Longest = 10, OneOfCli = 6;

    private static readonly Gen<bool> ByCli = Gen.Int[1, OneOfCli].Select(number => number == OneOfCli);
    private static readonly Gen<int> Job = Gen.Int[0, 3];

    private static readonly Gen<Operation> Runs = Gen.Select(
        Gen.Enum<Behaviour>(), Gen.Int[0, 255], Gen.OneOf(Gen.Int[0, 100], Gen.Int[0, 200_000]), ByCli,
        (behaviour, code, bytes, cli) => (Operation)new Operation.Run(behaviour, code, bytes, cli));

    private static readonly Gen<Operation> Any = Gen.Frequency(
        (4, Runs),
        (3, Job.Select(job => (Operation)new Operation.Open(job))),
        (4, Gen.Select(Job, Gen.OneOfConst(Operation.Kill.Signals), ByCli, (job, signal, cli) => (Operation)new Operation.Kill(job, signal, cli))),
        (3, Gen.Select(Job, ByCli, (job, cli) => (Operation)new Operation.Wait(job, cli))),
        (3, Gen.Select(Job, ByCli, (job, cli) => (Operation)new Operation.Status(job, cli))),
        (3, Gen.Select(Job, ByCli, (job, cli) => (Operation)new Operation.Tail(job, cli))),
        (1, ByCli.Select(cli => (Operation)new Operation.List(cli))),
        (1, Gen.Select(Job, Gen.Int[0, 99], ByCli, (job, number, cli) => (Operation)new Operation.Tag(job, number, cli))),
        (1, Gen.Const<Operation>(new Operation.KillHost())),
        (1, Gen.Const<Operation>(new Operation.StopHost())),
        (1, Job.Select(job => (Operation)new Operation.KillKeeper(job))));

    public static readonly Gen<Operation[]> All = Gen.Select(Runs, Any.Array[1, Longest - 1], (first, rest) => (Operation[])[first, .. rest]);
}
