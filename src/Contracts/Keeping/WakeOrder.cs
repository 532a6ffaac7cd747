using System.Text;

namespace AgentExec.Contracts.Keeping;

/// <summary>How a keeper starts a host when its job has ended, somebody is to be told, and no host lives.</summary>
/// <param name="Program">Absolute path of the host program.</param>
/// <param name="Root">Absolute jobs root.</param>
/// <param name="Environment">The environment it gets, as <c>KEY=VALUE</c>: what a client would give it.</param>
public sealed record WakeOrder(string Program, string Root, IReadOnlyList<byte[]> Environment)
{
    /// <summary>A keeper takes no larger orders; a host with so long a PATH is started by the next command.</summary>
    public const int LargestBytes = 32 * 1024;

    private const int MostVariables = 64;

    /// <summary>Hides the environment.</summary>
    public override string ToString() => $"WakeOrder({Program}, {Root}, {Environment.Count} variables)";

    public KeeperFrame ToFrame()
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        Write(writer, Encoding.UTF8.GetBytes(Program));
        Write(writer, Encoding.UTF8.GetBytes(Root));
        writer.Write(Environment.Count);
        foreach (var entry in Environment) Write(writer, entry);
        writer.Flush();
        return new KeeperFrame(KeeperFrameKind.WakeHost, buffer.ToArray());
    }

    /// <summary>Null for the empty payload: nobody is to be told any more.</summary>
    /// <exception cref="InvalidDataException">The bytes are not exactly one order.</exception>
    public static WakeOrder? Decode(byte[] payload)
    {
        if (payload.Length == 0) return null;
        using var reader = new BinaryReader(new MemoryStream(payload), Encoding.UTF8);
        try
        {
            var (program, root) = (Encoding.UTF8.GetString(ReadBytes(reader)), Encoding.UTF8.GetString(ReadBytes(reader)));
            var count = reader.ReadInt32();
            if (count is < 0 or > MostVariables) throw new InvalidDataException($"wake order with {count} variables");
            var environment = new List<byte[]>(count);
            for (var i = 0; i < count; i++) environment.Add(ReadBytes(reader));
            var isWhole = program.StartsWith('/') && root.StartsWith('/') && reader.BaseStream.Position == payload.Length;
            return isWhole ? new WakeOrder(program, root, environment) : throw new InvalidDataException("not a wake order");
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException("wake order cut short");
        }
    }

    private static void Write(BinaryWriter writer, byte[] item)
    {
        writer.Write(item.Length);
        writer.Write(item);
    }

    private static byte[] ReadBytes(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        return length >= 0 && length <= reader.BaseStream.Length - reader.BaseStream.Position ? reader.ReadBytes(length) : throw new EndOfStreamException();
    }
}
