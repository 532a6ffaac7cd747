namespace AgentExec.Reliability.Tests.Model;

/// <summary>The shell code that behaves as the model says. Nothing of it depends on how fast anything is: jobs wait for gates and say when they are ready.</summary>
internal static class Scripts
{
    public static string Of(ModelJob job, string gate) => job.Behaviour switch
    {
        Behaviour.Exits => $"echo ready; {Print(job)}exit {job.Code}",
        Behaviour.Gated => $"echo ready; {Wait(gate)}; {Print(job)}exit {job.Code}",
        Behaviour.Sleeps => "echo ready; exec sleep 600",
        // A builtin waits, so that the trap runs at once. The signal may have come to the other process while it was still a shell with a trap: it is ended for
        // good, so that nothing holds the pipes.
        Behaviour.Traps => $"trap 'kill -9 $! 2>/dev/null; echo trapped; exit {job.Code}' TERM; sleep 600 & echo ready; wait",
        _ => $"trap '' TERM; echo ready; {Wait(gate)}; {Print(job)}exit {job.Code}",
    };

    private static string Wait(string gate) => $"until [ -e {gate} ]; do sleep 0.02; done";

    private static string Print(ModelJob job) => job.Bytes == 0 ? "" : $"head -c {job.Bytes} /dev/zero | tr '\\0' x; ";
}
