namespace AgentExec.Actors.Registry;

/// <summary>What the host asks the registry beside the requests of clients.</summary>
public static class RegistryProtocol
{
    /// <summary>How many jobs run? Answered with <see cref="Running"/>.</summary>
    public sealed record CountRunning;

    public sealed record Running(int Jobs);
}
