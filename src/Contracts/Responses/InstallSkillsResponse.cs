namespace AgentExec.Contracts.Responses;

/// <summary>The answer to <c>install-skills</c> (contract A23).</summary>
public sealed record InstallSkillsResponse : Response
{
    protected override string Kind => "install_skills";

    public required IReadOnlyList<InstalledSkill> Skills { get; init; }

    /// <summary>Whether it went to the home directory instead of the current one.</summary>
    public required bool Global { get; init; }

    public required string LockFilePath { get; init; }
}

/// <summary>One skill that was installed.</summary>
/// <param name="Name">The directory's name.</param>
/// <param name="SourceType"><c>self</c>, or the whole <c>local:PATH</c>.</param>
/// <param name="Path">The directory it is in now, absolute.</param>
public sealed record InstalledSkill(string Name, string SourceType, string Path);
