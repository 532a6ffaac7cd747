using AgentExec.Contracts.Errors;
using AgentExec.Posix;

namespace AgentExec.Cli.Skills;

/// <summary>Removing and copying directories without ever leaving them through a link.</summary>
internal static class SkillFiles
{
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>Removes a directory with all that is in it, a file, or a link and not what it leads to; nothing happens when there is none.</summary>
    public static void Remove(string path)
    {
        if (IsLink(path) || File.Exists(path)) File.Delete(path);
        else if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }

    /// <summary>Copies a directory with all that is in it; of a link to a file, the file.</summary>
    /// <exception cref="AgentExecException">It would have no end: a link to a directory in it, or the target in it.</exception>
    public static void Copy(string source, string target)
    {
        if ((target + "/").StartsWith(source + "/", StringComparison.Ordinal))
            throw new AgentExecException(ErrorDetail.Internal($"{source} cannot be copied into itself, to {target}"));
        Files.MakeDirectories(target, Files.OrdinaryDirectory);
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos())
        {
            var place = $"{target}/{entry.Name}";
            if (entry is FileInfo file) file.CopyTo(place);
            else if (entry.LinkTarget is null) Copy(entry.FullName, place);
            else throw new AgentExecException(ErrorDetail.Internal($"{entry.FullName} is a link to a directory, which cannot be copied"));
        }
    }
}
