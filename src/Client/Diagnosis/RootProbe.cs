using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Responses;
using AgentExec.Posix;
using AgentExec.Remoting;

namespace AgentExec.Client.Diagnosis;

/// <summary>Looks at one root. What is there stays as it is; tries happen in a directory of their own inside <c>.host</c>, which is gone afterwards.</summary>
internal sealed class RootProbe(string absoluteRoot)
{
    public bool Exists => Directory.Exists(absoluteRoot) || File.Exists(absoluteRoot);

    /// <summary>The root, or the nearest directory above it that there is.</summary>
    public string Nearest
    {
        get
        {
            var path = absoluteRoot;
            while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } parent) path = parent;
            return path;
        }
    }

    public DoctorCheck Root() => RootChecks.Root(
        Exists ? RefusalOf(() => RootDirectory.CheckRoot(absoluteRoot)) : null, Exists, FileSystemFacts.Allows(Nearest, 3) && !FileSystemFacts.Of(Nearest).IsReadOnly, Nearest);

    public DoctorCheck HostDirectory()
    {
        var exists = false;
        var refusal = RefusalOf(() => exists = RootDirectory.HasHostDirectory(absoluteRoot));
        return RootChecks.HostDirectory(refusal, exists);
    }

    /// <summary>Whether a file can be made, written, synced and removed.</summary>
    public DoctorCheck Write()
    {
        if (!HasPlace) return RootChecks.Write(false, null);
        try
        {
            InPlace(KernelProbe.WriteSynced);
            return RootChecks.Write(true, null);
        }
        catch (PosixException failure)
        {
            return RootChecks.Write(true, failure.Message);
        }
    }

    /// <summary>Tries something on the root's file system; null where there is no place for it.</summary>
    public bool? Try(Func<FileDescriptor, bool> probe)
    {
        if (!HasPlace) return null;
        bool? result = null;
        try
        {
            InPlace(place =>
            {
                result = false;
                result = probe(place);
            });
        }
        catch (PosixException)
        {
            // The result says how far it got: null when there was no place.
        }

        return result;
    }

    private bool HasPlace => Directory.Exists(RootDirectory.HostDirectory(absoluteRoot));

    private void InPlace(Action<FileDescriptor> look)
    {
        var name = $"doctor-{Guid.NewGuid():N}";
        using var parent = Files.OpenDirectory(RootDirectory.HostDirectory(absoluteRoot));
        Files.MakeDirectory(parent, name);
        try
        {
            using var place = Files.OpenDirectory(parent, name);
            look(place);
        }
        finally
        {
            Trees.Remove(parent, System.Text.Encoding.ASCII.GetBytes(name));
        }
    }

    private static string? RefusalOf(Action look)
    {
        try
        {
            look();
            return null;
        }
        catch (AgentExecException refused)
        {
            return refused.Error.Message;
        }
    }
}
