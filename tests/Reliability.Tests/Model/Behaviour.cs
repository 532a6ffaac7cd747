namespace AgentExec.Reliability.Tests.Model;

/// <summary>What a job of the model does when it is left alone and when it is signalled.</summary>
public enum Behaviour
{
    /// <summary>Prints and exits with its code at once.</summary>
    Exits,

    /// <summary>Waits for its gate, then prints and exits with its code.</summary>
    Gated,

    /// <summary>Sleeps for ever.</summary>
    Sleeps,

    /// <summary>Exits with its code when it gets SIGTERM.</summary>
    Traps,

    /// <summary>Takes no notice of SIGTERM; otherwise as <see cref="Gated"/>.</summary>
    Ignores,
}
