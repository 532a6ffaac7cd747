using System.Globalization;
using System.Text;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Load.Soak;

/// <summary>Makes the jobs of a soak: a function of the seed and the number alone, so that one that failed can be made again.</summary>
internal static class JobPlanner
{
    private const string Ready = "ready\n";

    private static readonly JobKind[] Kinds = Enum.GetValues<JobKind>();
    private static readonly int[] Deaths = [1, 2, 3, 6, 9, 10, 11, 13, 14, 15];

    public static JobPlan Make(int seed, int number)
    {
        var random = new Random(HashCode(seed, number));
        var kind = Kinds[random.Next(Kinds.Length)];
        return Shape(kind, number, random) with { StartsByCli = random.Next(4) == 0, WaitsByCli = random.Next(4) == 0, Notifies = random.Next(2) == 0 };
    }

    private static JobPlan Shape(JobKind kind, int number, Random random)
    {
        var code = random.Next(256);
        return kind switch
        {
            JobKind.Exits => Plan(kind, number, $"exit {code}", JobEnd.Exit(code)),
            JobKind.Prints => Prints(kind, number, random.Next(1, 300), pause: "", code),
            JobKind.Lingers => Prints(kind, number, random.Next(5, 60), "sleep 0.1; ", code),
            JobKind.Floods => Floods(number, random.Next(1, 2_000_000), code),
            JobKind.Dies => Dies(number, Deaths[random.Next(Deaths.Length)]),
            JobKind.TimesOut => Plan(kind, number, "echo ready; exec sleep 300", JobEnd.Died(Signals.Term, EndReason.Timeout)) with
            {
                Timeout = TimeSpan.FromMilliseconds(random.Next(1500, 4000)), Stdout = Bytes(Ready),
            },
            JobKind.CannotStart => Plan(kind, number, "true", new JobEnd(JobStatus.Failed, EndReason.LaunchFailed)) with { Directory = "/nonexistent/directory" },
            JobKind.Matches => Matches(number, random.Next(1, 6), code),
            JobKind.Killed => Killed(number, Deaths[random.Next(Deaths.Length)]),
            _ => Traps(number, code),
        };
    }

    private static JobPlan Prints(JobKind kind, int number, int lines, string pause, int code)
    {
        var text = new StringBuilder();
        for (var i = 1; i <= lines; i++) text.Append(CultureInfo.InvariantCulture, $"job {number} line {i}\n");
        return Plan(
            kind, number,
            $"i=0; while [ $i -lt {lines} ]; do i=$((i+1)); {pause}echo job {number} line $i; echo job {number} line $i >&2; done; exit {code}",
            JobEnd.Exit(code)) with { Stdout = Bytes(text.ToString()), Stderr = Bytes(text.ToString()) };
    }

    private static JobPlan Floods(int number, int bytes, int code)
    {
        var content = new byte[bytes];
        content.AsSpan().Fill((byte)'x');
        return Plan(JobKind.Floods, number, $"head -c {bytes} /dev/zero | tr '\\0' x; exit {code}", JobEnd.Exit(code)) with { Stdout = content };
    }

    private static JobPlan Dies(int number, int signal) =>
        Plan(JobKind.Dies, number, $"echo ready; kill -{signal} $$", JobEnd.Died(signal, EndReason.Signaled)) with { Stdout = Bytes(Ready) };

    private static JobPlan Killed(int number, int signal) =>
        Plan(JobKind.Killed, number, "echo ready; exec sleep 300", JobEnd.Died(signal, EndReason.Killed)) with { Stdout = Bytes(Ready), Signal = signal };

    // The shell waits for a builtin: the trap runs at once, and nothing of the group prints that it was killed.
    private static JobPlan Traps(int number, int code) =>
        Plan(JobKind.Traps, number, $"trap 'kill -9 $! 2>/dev/null; echo trapped; exit {code}' TERM; sleep 300 & echo ready; wait", JobEnd.Exit(code)) with
        {
            Stdout = Bytes(Ready + "trapped\n"), Signal = Signals.Term,
        };

    private static JobPlan Matches(int number, int lines, int code)
    {
        string[] matches = [.. Enumerable.Range(1, lines).Select(i => $"FOUND {number} {i}")];
        var plan = Plan(JobKind.Matches, number, "", JobEnd.Exit(code));
        return plan with
        {
            Command = [$"echo ready; until [ -e {plan.Gate} ]; do sleep 0.1; done; for i in $(seq {lines}); do echo noise; echo FOUND {number} $i; done; exit {code}"],
            Stdout = Bytes(Ready + string.Concat(matches.Select(line => $"noise\n{line}\n"))),
            Matches = matches,
        };
    }

    private static JobPlan Plan(JobKind kind, int number, string code, JobEnd end) => new() { Number = number, Kind = kind, Command = [code], End = end };

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    // The runtime's own combination is random in each process.
    private static int HashCode(int seed, int number) => unchecked((seed * 486187739) + (number * 1000003));
}
