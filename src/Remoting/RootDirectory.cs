using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Remoting;

/// <summary>
/// Makes and checks a jobs root (contract B13): what we create is 0700; what exists must belong to the caller and be writable for nobody else, or
/// somebody else could plant what we run and read.
/// </summary>
public static class RootDirectory
{
    private const uint SuperUser = 0;

    public static string HostDirectory(string root) => Path.Combine(root, JobName.HostDirectory);

    /// <summary>Makes the root with its parents and its <c>.host</c>, and checks both.</summary>
    /// <exception cref="AgentExecException">It cannot be made or is not safe; nothing was changed beyond what exists.</exception>
    public static void Prepare(string root)
    {
        try
        {
            Files.MakeDirectories(root);
            CheckRoot(root);
            Files.MakeDirectory(HostDirectory(root));
            CheckHostDirectory(root);
        }
        catch (PosixException error)
        {
            throw Refuse($"jobs root {root}: {error.Message}");
        }
    }

    /// <summary>Checks a root and its <c>.host</c>, both of which exist: two looks at the file system.</summary>
    /// <exception cref="AgentExecException">One of them is not safe.</exception>
    public static void Check(string root)
    {
        CheckRoot(root);
        CheckHostDirectory(root);
    }

    /// <summary>Checks a root that exists.</summary>
    /// <exception cref="AgentExecException">It is not safe.</exception>
    public static void CheckRoot(string root)
    {
        // A link of the user's own is the user's choice. One that somebody planted where the root was to be would have us write where that somebody likes.
        if (FileOwner.TryRead(root, followLink: false) is { IsLink: true } link && link.UserId != FileOwner.CurrentUser && link.UserId != SuperUser)
            throw Refuse($"{root} is a link of another user (uid {link.UserId}, you are {FileOwner.CurrentUser}): choose another --root");
        Check(root, $"chmod go-w '{root}', or choose another --root");
    }

    /// <summary>Whether the root has a host directory at all; checked when it has.</summary>
    public static bool HasHostDirectory(string root)
    {
        if (FileOwner.TryRead(HostDirectory(root), followLink: false) is null) return false;
        CheckHostDirectory(root);
        return true;
    }

    private static void CheckHostDirectory(string root)
    {
        var path = HostDirectory(root);
        var owner = Check(path, $"remove it or chmod 0700 '{path}'", followLink: false);
        if ((owner.Permissions & 0x3F) != 0) throw Refuse($"{path} is open to other users (mode {Octal(owner)}): chmod 0700 '{path}'");
    }

    private static FileOwner Check(string path, string advice, bool followLink = true)
    {
        var owner = FileOwner.TryRead(path, followLink) ?? throw Refuse($"{path} does not exist");
        if (!owner.IsDirectory) throw Refuse($"{path} is not a directory");
        if (owner.UserId != FileOwner.CurrentUser)
            throw Refuse($"{path} belongs to another user (uid {owner.UserId}, you are {FileOwner.CurrentUser}): choose another --root");
        if (owner.IsWritableByOthers) throw Refuse($"{path} is writable for other users (mode {Octal(owner)}): {advice}");
        return owner;
    }

    private static string Octal(FileOwner owner) => Convert.ToString(owner.Permissions, 8).PadLeft(4, '0');

    private static AgentExecException Refuse(string message) => new(ErrorDetail.Internal(message));
}
