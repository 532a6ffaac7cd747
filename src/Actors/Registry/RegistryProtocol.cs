namespace AgentExec.Actors.Registry;

/// <summary>What the host asks the registry beside the requests of clients.</summary>
public static class RegistryProtocol
{
    /// <summary>How many jobs run? Answered with <see cref="Running"/>.</summary>
    public sealed record CountRunning;

    /// <param name="Jobs">Jobs that have not ended.</param>
    /// <param name="Busy">Jobs that something is still to be done for: those, and ended ones whose end is being told.</param>
    public sealed record Running(int Jobs, int Busy);
}
