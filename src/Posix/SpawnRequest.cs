using System.Text;

namespace AgentExec.Posix;

/// <summary>What to start and what it inherits; everything not named here is closed or reset.</summary>
public sealed record SpawnRequest
{
    /// <summary>Path of the program: absolute, or relative to <see cref="WorkingDirectory"/>. Never searched.</summary>
    public required NativePath Program { get; init; }

    /// <summary>The arguments with the program's name first, as bytes.</summary>
    public required IReadOnlyList<byte[]> Arguments { get; init; }

    /// <summary>The whole environment as <c>KEY=VALUE</c> bytes; nothing is added.</summary>
    public required IReadOnlyList<byte[]> Environment { get; init; }

    /// <summary>The directory to start in; the caller's own when null.</summary>
    public FileDescriptor? WorkingDirectory { get; init; }

    /// <summary>Descriptor 0, or the null device when null; likewise 1 and 2.</summary>
    public FileDescriptor? Input { get; init; }

    public FileDescriptor? Output { get; init; }

    public FileDescriptor? Error { get; init; }

    /// <summary>Path of a terminal that is to be the program's own, and its descriptors 0 to 2 instead of those above; null for none.</summary>
    public NativePath? Terminal { get; init; }

    /// <summary>An additional descriptor for the child, which it finds as number 3.</summary>
    public FileDescriptor? Extra { get; init; }

    /// <summary>More descriptors for the child and the numbers, 3 to 9, that it finds them at. Their own must be above: <see cref="FileDescriptor.AboveDigits"/>.</summary>
    public IReadOnlyList<(FileDescriptor From, int Number)> Passed { get; init; } = [];

    /// <summary>Signals the program starts with blocked, for one that reads them from a descriptor; none otherwise.</summary>
    public IReadOnlyList<int> BlockedSignals { get; init; } = [];

    /// <summary>
    /// It is a part of what we are: it has our standard streams (<see cref="Input"/>, <see cref="Output"/> and <see cref="Error"/> are not looked at), stays in our
    /// process group and session, and so in the same job of a terminal, and ignores what we were told to ignore of <see cref="ProcessSignals.Ends"/>.
    /// </summary>
    public bool InForeground { get; init; }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
