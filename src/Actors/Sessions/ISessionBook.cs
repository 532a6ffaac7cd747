namespace AgentExec.Actors.Sessions;

/// <summary>Which job each session's name belongs to, durably; no name is ever used twice.</summary>
public interface ISessionBook
{
    /// <summary>Names of sessions that were not closed, with their jobs, oldest first.</summary>
    IReadOnlyList<(string Slug, string Job)> Open { get; }

    /// <summary>Why the names are not known, and what to do; null when they are.</summary>
    string? Unreadable { get; }

    bool IsTaken(string slug);

    /// <summary>The name is the job's from now on.</summary>
    /// <exception cref="IOException">Not written; the name is nobody's.</exception>
    void Claim(string slug, string job);

    /// <summary>The session is not listed any more. Not durable: one that is found open again is closed again.</summary>
    void Close(string slug);
}
