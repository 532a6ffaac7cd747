using System.Text;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Posix;

namespace AgentExec.Host;

/// <summary>
/// What clients read of a living host: its endpoint and the root's identity. Written again when somebody removes or changes them. Everything happens
/// in the directory that this host was started in, whatever has its name by now: a host that leaves must not touch its successor's files.
/// </summary>
internal sealed class PublishedFiles : IDisposable
{
    private readonly FileDescriptor _directory;
    private readonly string _lockPath;
    private readonly ulong? _lock;
    private readonly Dictionary<string, (byte[] Content, FileStamp? Stamp)> _files = [];

    /// <summary>Only while <c>host.lock</c> is held.</summary>
    public PublishedFiles(string hostDirectory)
    {
        _directory = Files.OpenDirectory(hostDirectory);
        _lockPath = Path.Combine(hostDirectory, HostFiles.Lock);
        _lock = FileStamp.TryRead(_lockPath)?.Inode;
    }

    /// <summary>Whether clients who look at the root's path still see the lock that this host holds.</summary>
    public bool IsInPlace => FileStamp.TryRead(_lockPath)?.Inode == _lock;

    /// <summary>From now on clients find the host, with this identity.</summary>
    public void Publish(HostEndpoint endpoint, byte[] identity)
    {
        _files[HostFiles.Identity] = (identity, StampOf(HostFiles.Identity));
        Write(HostFiles.Endpoint, ContractJson.ToFile(endpoint));
    }

    /// <summary>Writes again what is not as it was written.</summary>
    /// <returns>The names of the files that were repaired.</returns>
    /// <exception cref="PosixException">One cannot be written now.</exception>
    public IReadOnlyList<string> Repair()
    {
        List<string>? repaired = null;
        foreach (var (name, (content, stamp)) in _files.ToArray())
        {
            var now = StampOf(name);
            if (now is not null && now == stamp) continue;
            if (HasContent(name, content))
            {
                _files[name] = (content, now);
                continue;
            }

            Write(name, content);
            (repaired ??= []).Add(name);
        }

        return repaired ?? [];
    }

    /// <summary>From now on clients wait for this host to end and start another one. What another host has published stays.</summary>
    public void Withdraw()
    {
        try
        {
            if (_files.TryGetValue(HostFiles.Endpoint, out var endpoint) && HasContent(HostFiles.Endpoint, endpoint.Content))
                _ = Files.TryMove(_directory, HostFiles.Endpoint, _directory, HostFiles.SpareEndpoint);
        }
        catch (PosixException)
        {
            // A stale endpoint is believed by nobody once the lock is free.
        }
    }

    public void Dispose() => _directory.Dispose();

    private void Write(string name, byte[] content)
    {
        AtomicFile.ReplaceOnFullDisk(_directory, name, name == HostFiles.Endpoint ? HostFiles.SpareEndpoint : name, content);
        _files[name] = (content, StampOf(name));
    }

    private bool HasContent(string name, byte[] content)
    {
        try
        {
            using var file = Files.TryOpenRead(_directory, name);
            if (file is null || !file.IsRegularFile()) return false;
            // Blanks follow what was written on a full disk.
            var buffer = new byte[4096 + content.Length];
            var count = file.TryReadAt(buffer, 0);
            return count >= content.Length && buffer.AsSpan(0, content.Length).SequenceEqual(content) && !buffer.AsSpan(content.Length, count - content.Length).ContainsAnyExcept((byte)' ');
        }
        catch (PosixException)
        {
            return false;
        }
    }

    private FileStamp? StampOf(string name) => FileStamp.TryRead(_directory, [.. Encoding.ASCII.GetBytes(name), 0]);
}
