using AgentExec.Contracts.Errors;

namespace AgentExec.Client;

/// <summary>
/// The current directory, read only when something is relative to it: it may have been removed, and what is named by an absolute path works all the same.
/// </summary>
public static class CallerDirectory
{
    /// <summary>The path, absolute.</summary>
    /// <exception cref="AgentExecException">It is gone, or may not be read.</exception>
    public static string Read()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (FileNotFoundException)
        {
            // The runtime's text, "Unable to find the specified file", names neither.
            throw Gone("it was removed");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Gone(failure.Message);
        }
    }

    /// <summary>The same; null when it is gone.</summary>
    public static string? TryRead()
    {
        try
        {
            return Read();
        }
        catch (AgentExecException)
        {
            return null;
        }
    }

    /// <summary>Makes a path absolute.</summary>
    /// <exception cref="AgentExecException">It is relative, and the current directory is gone.</exception>
    public static string Full(string path) => Path.GetFullPath(path, path.StartsWith('/') ? "/" : Read());

    public static AgentExecException Gone(string why) => new(ErrorDetail.Internal(
        $"the current directory is gone ({why}): change to another one, or give absolute paths (run --cwd, exec --workdir, --root)"));
}
