using System.Runtime.InteropServices;
using System.Text;

namespace AgentExec.Posix;

/// <summary>
/// Which file a command's first element means, as execvp(3) decides it: a name with a slash is a path as it is, any other is searched in
/// <c>PATH</c> of the command's own environment.
/// </summary>
public static class ProgramSearch
{
    private static ReadOnlySpan<byte> DefaultPath => "/bin:/usr/bin"u8;

    /// <summary>The path to execute, relative ones being relative to the command's working directory; or why there is none.</summary>
    public static (byte[]? Program, SearchFailure? Failure) Find(
        byte[] name, IReadOnlyList<byte[]> environment, Func<byte[], ProgramProbe> probe)
    {
        // What is wrong with an explicit path is the kernel's to say, when it is executed.
        if (name.AsSpan().Contains((byte)'/')) return (name, null);
        var text = Encoding.UTF8.GetString(name);
        if (name.Length == 0) return (null, new SearchFailure("program: its name is empty", Errno.NoEntry));

        var path = PathOf(environment);
        byte[]? refused = null;
        foreach (var range in path.AsSpan().Split((byte)':'))
        {
            var candidate = Join(path.AsSpan()[range], name);
            var found = probe(candidate);
            if (found == ProgramProbe.Executable) return (candidate, null);
            if (found == ProgramProbe.NotExecutable) refused ??= candidate;
        }

        return (null, refused is null
            ? new SearchFailure($"program {text}: not found in PATH ({Encoding.UTF8.GetString(path)})", Errno.NoEntry)
            : new SearchFailure($"program {Encoding.UTF8.GetString(refused)}: {Marshal.GetPInvokeErrorMessage(Errno.Access)}", Errno.Access));
    }

    // An empty element means the working directory (POSIX 8.3).
    private static byte[] Join(ReadOnlySpan<byte> directory, byte[] name) =>
        directory.IsEmpty ? [.. "./"u8, .. name] : directory.EndsWith("/"u8) ? [.. directory, .. name] : [.. directory, (byte)'/', .. name];

    private static byte[] PathOf(IReadOnlyList<byte[]> environment)
    {
        foreach (var variable in environment)
            if (variable.AsSpan().StartsWith("PATH="u8))
                return variable[5..];
        return DefaultPath.ToArray();
    }
}

/// <summary>Why no program was found: a text that names it, and the system's error number.</summary>
public sealed record SearchFailure(string Text, int Errno);
