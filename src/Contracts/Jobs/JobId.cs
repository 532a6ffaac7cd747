namespace AgentExec.Contracts.Jobs;

/// <summary>A ULID (contract A6): 26 upper-case Crockford base-32 characters, 48 bits of milliseconds, then 80 random bits; ids sort by creation.</summary>
public readonly record struct JobId
{
    public const int Length = 26;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private JobId(string value) => Value = value;

    public string Value { get; }

    public static JobId New(TimeProvider time)
    {
        // The kernel's randomness by way of a version 4 GUID: the cryptographic generator would load OpenSSL first, which may be missing. The 80 bits taken
        // leave out the bytes with version (7) and variant (8).
        Span<byte> random = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(random);
        random[..4].CopyTo(random[6..]);
        return From(time.GetUtcNow().ToUnixTimeMilliseconds(), random[6..]);
    }

    /// <summary>The id of these 48 bits of time and 80 bits of randomness.</summary>
    public static JobId From(long unixMs, ReadOnlySpan<byte> random)
    {
        Span<char> text = stackalloc char[Length];
        for (var i = 9; i >= 0; i--, unixMs >>= 5) text[i] = Alphabet[(int)(unixMs & 31)];
        // 80 bits are exactly 16 characters of 5: two groups of 5 bytes, each 8 characters.
        for (var group = 0; group < 2; group++)
        {
            long bits = 0;
            foreach (var part in random.Slice(group * 5, 5)) bits = bits << 8 | part;
            for (var i = 7; i >= 0; i--, bits >>= 5) text[10 + group * 8 + i] = Alphabet[(int)(bits & 31)];
        }

        return new JobId(new string(text));
    }

    /// <summary>Whether the text has the form of an id; lower case and look-alike letters are refused, as lookup is exact.</summary>
    public static bool TryParse(string? text, out JobId id)
    {
        id = default;
        if (text is not { Length: Length } || text[0] > '7') return false;
        foreach (var letter in text)
            if (!Alphabet.Contains(letter))
                return false;
        id = new JobId(text);
        return true;
    }

    public override string ToString() => Value;
}
