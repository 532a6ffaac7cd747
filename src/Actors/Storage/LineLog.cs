using AgentExec.Posix;

namespace AgentExec.Actors.Storage;

/// <summary>
/// A file of lines in the host's directory that is only appended to, by one writer, and is there from the first line on. A last line that a killed host left half
/// written is ended by the next: it is one that cannot be read, and takes no other one with it.
/// </summary>
/// <param name="directory">Absolute path; it is made when it is not there.</param>
/// <param name="name">Of the file.</param>
internal sealed class LineLog(string directory, string name)
{
    private bool _isThere, _torn;

    /// <summary>All of it; empty when there is none.</summary>
    /// <exception cref="IOException">It cannot be read, is no regular file or a link to nowhere.</exception>
    public byte[] Read()
    {
        var path = Path.Combine(directory, name);
        // Not File.Exists: a directory or a link to nowhere is there, and nothing could be appended.
        _isThere = FileOwner.TryRead(path, followLink: false) is not null;
        var text = _isThere ? PlainFile.ReadAll(path) : [];
        _torn = text is not [] and not [.., (byte)'\n'];
        return text;
    }

    /// <summary>Adds a line. It survives the death of any process, and a power cut only when it is <paramref name="durable"/>.</summary>
    /// <exception cref="IOException">Not written, or only a part of it, which is no line.</exception>
    public void Append(byte[] line, bool durable)
    {
        Files.MakeDirectory(directory);
        using var opened = Files.OpenDirectory(directory);
        using var file = Files.OpenAppend(opened, name);
        byte[] text = [.. _torn ? "\n"u8 : [], .. line, (byte)'\n'];
        // Until it is whole: a full disk may take a part.
        _torn = true;
        file.WriteAll(text);
        if (durable) file.Sync();
        if (durable && !_isThere) opened.Sync();
        (_isThere, _torn) = (_isThere || durable, false);
    }

    /// <summary>Puts these lines in the place of all there are, durably.</summary>
    /// <exception cref="IOException">Not written; the old ones are whole.</exception>
    public void Rewrite(IEnumerable<byte[]> lines)
    {
        AtomicFile.Replace(directory, name, [.. lines.SelectMany(line => line.Append((byte)'\n'))], syncDirectory: true);
        (_isThere, _torn) = (true, false);
    }
}
