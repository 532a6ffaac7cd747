using System.Text;
using AgentExec.Contracts.Shells;

namespace AgentExec.Contracts.Keeping;

/// <summary>
/// What a keeper is to run. It travels over the inherited socket, never through argv, because the environment may hold secrets
/// (contract B13); texts are bytes because file names and values need not be UTF-8.
/// </summary>
public sealed record LaunchOrder
{
    /// <summary>The exec form, wrapper first (contract A9.3, B2); the first element is searched in the <c>PATH</c> of <see cref="Environment"/>.</summary>
    public required IReadOnlyList<byte[]> Arguments { get; init; }

    /// <summary>The whole environment as <c>KEY=VALUE</c>.</summary>
    public required IReadOnlyList<byte[]> Environment { get; init; }

    /// <summary>Absolute working directory.</summary>
    public required byte[] WorkingDirectory { get; init; }

    /// <summary>File mode creation mask of the caller, 0 to 0777.</summary>
    public required int Umask { get; init; }

    /// <summary>How many files the command may have open, at most what the keeper may; 0 for as many as the keeper.</summary>
    public ulong OpenFilesLimit { get; init; }

    /// <summary>What else the kernel holds the caller to.</summary>
    public CallerLimits Limits { get; init; } = CallerLimits.None;

    /// <summary>What it has as stdin, and whether a terminal.</summary>
    public CommandStreams Streams { get; init; } = CommandStreams.Default;

    /// <summary>Which of <see cref="Arguments"/> is shell code, and what the caller set for it.</summary>
    public ShellCode Code { get; init; } = ShellCode.Unknown;

    /// <summary>Absolute path of the combined log, null for <c>full.log</c> in the job directory.</summary>
    public byte[]? FullLogPath { get; init; }

    /// <summary>Time after the start when SIGTERM goes to the process group; zero for never.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Time from that SIGTERM to SIGKILL; zero for at once.</summary>
    public TimeSpan KillAfter { get; init; }

    /// <summary>How many bytes each log may have (contract B11); 0 for any number.</summary>
    public long LogMaxBytes { get; init; }

    /// <summary>Hides the environment, which may hold secrets.</summary>
    public override string ToString() => $"LaunchOrder({Arguments.Count} arguments, {Environment.Count} variables)";

    public byte[] Encode()
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        Write(writer, Arguments);
        Write(writer, Environment);
        Write(writer, WorkingDirectory);
        writer.Write(Umask);
        Write(writer, FullLogPath ?? []);
        writer.Write((long)Timeout.TotalMilliseconds);
        writer.Write((long)KillAfter.TotalMilliseconds);
        writer.Write(OpenFilesLimit);
        writer.Write(LogMaxBytes);
        // Both came later, so they are there only when they say something, and with their lengths: what is added to one is skipped by those who do not know it.
        var streamsSaySomething = !Streams.IsDefault || !Code.IsUnknown;
        if (!Limits.IsEmpty || streamsSaySomething) Write(writer, Limits.Encode());
        // An earlier keeper skips what it does not know at the end of the streams, but nothing behind them.
        if (streamsSaySomething) Write(writer, [.. Streams.Encode(), .. Code.IsUnknown ? [] : EncodeCode()]);
        writer.Flush();
        return buffer.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are not exactly one order, or one that cannot be meant.</exception>
    public static LaunchOrder Decode(byte[] payload)
    {
        using var reader = new BinaryReader(new MemoryStream(payload), Encoding.UTF8);
        try
        {
            var arguments = ReadList(reader);
            var environment = ReadList(reader);
            var workingDirectory = ReadBytes(reader);
            var umask = reader.ReadInt32();
            var fullLog = ReadBytes(reader);
            var order = new LaunchOrder
            {
                Arguments = arguments.Count > 0 ? arguments : throw new InvalidDataException("launch order without a program"),
                Environment = environment,
                WorkingDirectory = workingDirectory,
                Umask = umask is >= 0 and <= 0x1FF ? umask : throw new InvalidDataException($"launch order with umask {umask}"),
                FullLogPath = fullLog.Length == 0 ? null : fullLog,
                Timeout = ReadTime(reader),
                KillAfter = ReadTime(reader),
                OpenFilesLimit = reader.ReadUInt64(),
                LogMaxBytes = ReadSize(reader),
                Limits = Remaining(reader) == 0 ? CallerLimits.None : CallerLimits.Decode(ReadBytes(reader)),
            };
            if (Remaining(reader) > 0) order = DecodeStreams(order, ReadBytes(reader));
            return Remaining(reader) == 0 ? order : throw new InvalidDataException("launch order with bytes left over");
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException("launch order cut short");
        }
    }

    private byte[] EncodeCode()
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        writer.Write(Code.Index);
        Write(writer, Code.Named);
        writer.Flush();
        return buffer.ToArray();
    }

    private static LaunchOrder DecodeStreams(LaunchOrder order, byte[] block)
    {
        using var reader = new BinaryReader(new MemoryStream(block), Encoding.UTF8);
        var streams = CommandStreams.Decode(reader);
        if (Remaining(reader) == 0) return order with { Streams = streams };
        var index = reader.ReadInt32();
        if (index < 0 || index >= order.Arguments.Count) throw new InvalidDataException($"launch order with code in argument {index}");
        return order with { Streams = streams, Code = index == 0 ? ShellCode.Unknown : new ShellCode(index, ReadList(reader)) };
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<byte[]> list)
    {
        writer.Write(list.Count);
        foreach (var item in list) Write(writer, item);
    }

    private static void Write(BinaryWriter writer, byte[] item)
    {
        writer.Write(item.Length);
        writer.Write(item);
    }

    // Counts and lengths are checked against what is there before anything is allocated for them.
    private static List<byte[]> ReadList(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        if (count < 0 || count > Remaining(reader) / sizeof(int)) throw new EndOfStreamException();
        var list = new List<byte[]>(count);
        for (var i = 0; i < count; i++) list.Add(ReadBytes(reader));
        return list;
    }

    private static byte[] ReadBytes(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        return length >= 0 && length <= Remaining(reader) ? reader.ReadBytes(length) : throw new EndOfStreamException();
    }

    private static TimeSpan ReadTime(BinaryReader reader)
    {
        var milliseconds = reader.ReadInt64();
        return milliseconds >= 0 && milliseconds <= TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond
            ? TimeSpan.FromTicks(milliseconds * TimeSpan.TicksPerMillisecond)
            : throw new InvalidDataException($"launch order with a time of {milliseconds} ms");
    }

    private static long ReadSize(BinaryReader reader)
    {
        var bytes = reader.ReadInt64();
        return bytes >= 0 ? bytes : throw new InvalidDataException($"launch order with a log of {bytes} bytes");
    }

    private static long Remaining(BinaryReader reader) => reader.BaseStream.Length - reader.BaseStream.Position;
}
