using System.Globalization;
using Xunit.Abstractions;

namespace AgentExec.Reliability.Tests.Support;

/// <summary>Random input that can be had again: the seed is printed and <c>AGENT_EXEC_FUZZ_SEED</c> begins with it.</summary>
internal sealed class Fuzz
{
    public Fuzz(ITestOutputHelper output)
    {
        var given = Environment.GetEnvironmentVariable("AGENT_EXEC_FUZZ_SEED");
        Seed = int.TryParse(given, CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();
        Random = new Random(Seed);
        output.WriteLine($"AGENT_EXEC_FUZZ_SEED={Seed}");
    }

    public int Seed { get; }

    public Random Random { get; }

    public byte[] Bytes(int most)
    {
        var bytes = new byte[Random.Next(most + 1)];
        Random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>One with some of its bits turned, a part removed, repeated or put in, or cut short.</summary>
    public byte[] Mutate(byte[] original)
    {
        byte[] bytes = [.. original];
        for (var changes = Random.Next(1, 5); changes > 0 && bytes.Length > 0; changes--)
        {
            var (at, length) = (Random.Next(bytes.Length), Random.Next(1, 9));
            var end = Math.Min(bytes.Length, at + length);
            switch (Random.Next(6))
            {
                case 0: bytes = bytes[..at]; break;
                case 1: bytes = [.. bytes[..at], .. bytes[end..]]; break;
                case 2: bytes = [.. bytes[..end], .. bytes[at..]]; break;
                case 3: bytes = [.. bytes[..at], .. Bytes(16), .. bytes[at..]]; break;
                default: bytes[at] ^= (byte)(1 << Random.Next(8)); break;
            }
        }

        return bytes;
    }

    public T Pick<T>(IReadOnlyList<T> items) => items[Random.Next(items.Count)];
}
