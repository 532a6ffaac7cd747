using System.Text;

namespace AgentExec.Contracts.Keeping;

/// <summary>
/// What the kernel holds a caller to, and so its command: not whoever happened to start the host. What is absent is not known, and left to the command as its
/// keeper has it.
/// </summary>
public sealed record CallerLimits
{
    /// <summary>Knows nothing.</summary>
    public static readonly CallerLimits None = new();

    /// <summary>What they may be.</summary>
    public const int MostSoft = 64, LeastNice = -20, MostNice = 19, MostOomScore = 1000;

    /// <summary>The soft resource limits by their numbers (RLIMIT_CPU is 0), all bits set for none; there may be fewer than the system has.</summary>
    public IReadOnlyList<ulong> Soft { get; init; } = [];

    /// <summary>The nice value, −20 to 19.</summary>
    public int? Niceness { get; init; }

    /// <summary><c>oom_score_adj</c>, −1000 to 1000.</summary>
    public int? OomScoreAdj { get; init; }

    public bool IsEmpty => Soft.Count == 0 && Niceness is null && OomScoreAdj is null;

    /// <summary>Of what somebody says, that which can be meant; the rest counts as not known.</summary>
    public static CallerLimits Of(IReadOnlyList<ulong> soft, int? niceness, int? oomScoreAdj) => new()
    {
        Soft = soft.Count <= MostSoft ? soft : [],
        Niceness = niceness is >= LeastNice and <= MostNice ? niceness : null,
        OomScoreAdj = oomScoreAdj is >= -MostOomScore and <= MostOomScore ? oomScoreAdj : null,
    };

    internal byte[] Encode()
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        writer.Write(Soft.Count);
        foreach (var limit in Soft) writer.Write(limit);
        Write(writer, Niceness);
        Write(writer, OomScoreAdj);
        writer.Flush();
        return buffer.ToArray();
    }

    /// <summary>What later releases put behind it is skipped.</summary>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    /// <exception cref="InvalidDataException">It cannot be meant.</exception>
    internal static CallerLimits Decode(byte[] block)
    {
        using var reader = new BinaryReader(new MemoryStream(block), Encoding.UTF8);
        var count = reader.ReadInt32();
        if (count is < 0 or > MostSoft) throw new InvalidDataException($"launch order with {count} limits");
        var soft = new ulong[count];
        for (var i = 0; i < count; i++) soft[i] = reader.ReadUInt64();
        var said = new CallerLimits { Soft = soft, Niceness = Read(reader), OomScoreAdj = Read(reader) };
        var meant = Of(soft, said.Niceness, said.OomScoreAdj);
        return (meant.Niceness, meant.OomScoreAdj) == (said.Niceness, said.OomScoreAdj)
            ? said
            : throw new InvalidDataException($"launch order with nice value {said.Niceness} and oom_score_adj {said.OomScoreAdj}");
    }

    private static void Write(BinaryWriter writer, int? value)
    {
        writer.Write(value.HasValue);
        writer.Write(value ?? 0);
    }

    private static int? Read(BinaryReader reader)
    {
        var known = reader.ReadBoolean();
        var value = reader.ReadInt32();
        return known ? value : null;
    }
}
