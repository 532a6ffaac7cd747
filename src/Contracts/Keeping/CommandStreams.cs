using System.Text;

namespace AgentExec.Contracts.Keeping;

/// <summary>What a command has as its standard descriptors, beside the pipes of its output.</summary>
public sealed record CommandStreams
{
    /// <summary>The null device for input, no terminal: what <c>run</c> gives (contract B2).</summary>
    public static readonly CommandStreams Default = new();

    public StdinKind Stdin { get; init; }

    /// <summary>All of its input, with <see cref="StdinKind.Bytes"/>.</summary>
    public byte[] StdinBytes { get; init; } = [];

    /// <summary>Absolute path of its input, with <see cref="StdinKind.File"/>.</summary>
    public byte[] StdinPath { get; init; } = [];

    /// <summary>
    /// A terminal of this size for all three descriptors, null for none. With it <see cref="StdinKind.Pipe"/> means that input may be typed, and any other kind
    /// that none will be.
    /// </summary>
    public TerminalSize? Terminal { get; init; }

    /// <summary>Whether the order in which the two streams arrive is recorded, in <see cref="Jobs.JobFiles.Arrival"/>.</summary>
    public bool RecordArrival { get; init; }

    public bool IsDefault => this == Default;

    internal byte[] Encode()
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        writer.Write((byte)Stdin);
        writer.Write(StdinBytes.Length);
        writer.Write(StdinBytes);
        writer.Write(StdinPath.Length);
        writer.Write(StdinPath);
        writer.Write(Terminal?.Columns ?? 0);
        writer.Write(Terminal?.Rows ?? 0);
        writer.Write(RecordArrival);
        writer.Flush();
        return buffer.ToArray();
    }

    /// <summary>What later releases put behind it is skipped.</summary>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    /// <exception cref="InvalidDataException">It cannot be meant.</exception>
    internal static CommandStreams Decode(BinaryReader reader)
    {
        var kind = reader.ReadByte();
        if (kind > (byte)StdinKind.File) throw new InvalidDataException($"launch order with input of kind {kind}");
        var bytes = ReadBytes(reader);
        var path = ReadBytes(reader);
        var (columns, rows) = (reader.ReadInt32(), reader.ReadInt32());
        var size = new TerminalSize(columns, rows);
        if (size != default && !size.IsPossible) throw new InvalidDataException($"launch order with a terminal of {columns}x{rows}");
        return new CommandStreams
        {
            Stdin = (StdinKind)kind,
            StdinBytes = bytes,
            StdinPath = path,
            Terminal = size == default ? null : size,
            RecordArrival = reader.ReadBoolean(),
        };
    }

    private static byte[] ReadBytes(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        return length >= 0 && length <= reader.BaseStream.Length - reader.BaseStream.Position ? reader.ReadBytes(length) : throw new EndOfStreamException();
    }
}
