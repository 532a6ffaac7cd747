using System.Runtime.InteropServices;
using System.Text;

namespace AgentExec.Posix;

/// <summary>Working directories as jobs record and <c>list</c> compares them (contract A7.2, A16).</summary>
public static unsafe partial class CanonicalPath
{
    // PATH_MAX of Linux; realpath(3) writes no more.
    private const int Longest = 4096;

    // As many as the kernel follows.
    private const int MostLinks = 40;

    /// <summary>The absolute path with every link resolved; where that fails, as for a directory that does not exist, only made absolute.</summary>
    public static string Of(string path, string currentDirectory)
    {
        // Combined as text: resolving ".." before the links would name another directory.
        var absolute = Path.Combine(currentDirectory, path);
        var resolved = stackalloc byte[Longest];
        // An empty path names nothing, so there is nothing to resolve.
        if (path.Length == 0 || RealPath(absolute, resolved) == null) return Path.GetFullPath(absolute);
        return Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(resolved));
    }

    /// <summary>The same; the current directory, which may be gone, is asked for only when the path is relative to it.</summary>
    public static string Of(string path, Func<string> currentDirectory) => Of(path, path.StartsWith('/') ? "/" : currentDirectory());

    /// <summary>What writing to an absolute path would write to, which need not exist: links are followed as far as there are any, the last one too.</summary>
    public static string OfTarget(string path, int links = MostLinks)
    {
        if (path == "/" || Exists(path)) return Of(path, "/");
        if (links > 0 && LinkOf(path) is { } link) return OfTarget(Path.Combine(Parent(path), link), links - 1);
        // ".." behind what does not exist can only be meant as text.
        return Path.GetFullPath(Path.Combine(OfTarget(Parent(path), links), Path.GetFileName(path.TrimEnd('/'))));
    }

    private static bool Exists(string path)
    {
        var resolved = stackalloc byte[Longest];
        return RealPath(path, resolved) != null;
    }

    private static string Parent(string path) => path.TrimEnd('/') is var text && text.LastIndexOf('/') is > 0 and var at ? text[..at] : "/";

    /// <summary>The text of a link; null for anything else, and what may not be looked at.</summary>
    internal static string? LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* RealPath(string path, byte* resolved);
}
