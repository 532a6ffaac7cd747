using System.Text.Json;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Skills;
using AgentExec.Posix;

namespace AgentExec.Cli.Skills;

/// <summary>Puts a skill where agents look for it, and says so in the lock file (contract A23).</summary>
/// <param name="home">The directory that <c>.agents</c> is in, absolute.</param>
/// <param name="currentDirectory">What a relative source is relative to.</param>
/// <param name="link">Makes a link at the first path that leads to the second; fails where the file system has none.</param>
/// <param name="time">The clock.</param>
internal sealed class SkillInstaller(string home, Func<string> currentDirectory, Action<string, string> link, TimeProvider time)
{
    private const string LockName = ".skill-lock.json", SkillFile = "SKILL.md";

    private const int MostLockBytes = 1024 * 1024;

    private readonly string _agents = JobsRoot.Join(home, ".agents");

    /// <exception cref="AgentExecException">The source or the lock file is not usable; nothing was changed.</exception>
    public InstallSkillsResponse Install(SkillSource source, bool global)
    {
        var directory = source.Path is null ? null : Existing(source.Path);
        var lockFile = JobsRoot.Join(_agents, LockName);
        var installed = ReadLock(lockFile);
        var skills = JobsRoot.Join(_agents, "skills");
        var target = JobsRoot.Join(skills, source.Name);
        if (directory is not null) CheckApart(directory, JobsRoot.Join(CanonicalPath.Of(skills, currentDirectory), source.Name));
        Files.MakeDirectories(skills, Files.OrdinaryDirectory);
        if (directory is null) WriteOwn(target);
        else Put(directory, target);
        var entry = new SkillLockEntry { Name = source.Name, SourceType = source.Text, InstalledAt = Timestamp.Format(time.GetUtcNow()), Path = target };
        Write(_agents, LockName, ContractJson.ToFile(installed.Upsert(entry)));
        return new InstallSkillsResponse { Skills = [new InstalledSkill(source.Name, source.Text, target)], Global = global, LockFilePath = lockFile };
    }

    /// <summary>The skill of this program, as its file.</summary>
    public static byte[] Own()
    {
        using var stream = typeof(SkillInstaller).Assembly.GetManifestResourceStream(SkillFile)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private string Existing(string path)
    {
        var directory = CanonicalPath.Of(path, currentDirectory);
        return Directory.Exists(directory)
            ? directory
            : throw new AgentExecException(ErrorDetail.Internal($"skill directory {directory} does not exist, or is no directory"));
    }

    private static SkillLock ReadLock(string path)
    {
        if (!File.Exists(path)) return new SkillLock();
        try
        {
            return SkillLockText.Parse(WholeFile.Read(path, MostLockBytes));
        }
        catch (IOException failure)
        {
            throw new AgentExecException(ErrorDetail.Internal($"skill lock file {path} cannot be read: {failure.Message}; repair or remove it"));
        }
        catch (JsonException wrong)
        {
            throw new AgentExecException(ErrorDetail.Internal($"skill lock file {path} is broken, repair or remove it: {wrong.Message}"));
        }
    }

    private static void CheckApart(string source, string target)
    {
        if ((source + "/").StartsWith(target + "/", StringComparison.Ordinal))
            throw new AgentExecException(ErrorDetail.Internal($"skill directory {source} is in the place it would be installed to"));
    }

    private static void WriteOwn(string target)
    {
        // A real directory may hold files of its user's; anything else in its place would lead the writing elsewhere.
        if (SkillFiles.IsLink(target) || File.Exists(target)) SkillFiles.Remove(target);
        Files.MakeDirectories(target, Files.OrdinaryDirectory);
        Write(target, SkillFile, Own());
    }

    private void Put(string source, string target)
    {
        SkillFiles.Remove(target);
        try
        {
            link(target, source);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            SkillFiles.Copy(source, target);
        }
    }

    // Agents of other users, in a container for instance, read it too: the umask decides, not we.
    private static void Write(string directory, string name, byte[] content)
    {
        using var opened = Files.OpenDirectory(directory, followLink: true);
        AtomicFile.Replace(opened, name, content, syncDirectory: false, Files.OrdinaryFile);
    }
}
